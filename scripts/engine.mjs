// Makes engine/crates: the published crates of the engine with the patches of
// engine/patches applied. `Cargo.toml` names the result in [patch.crates-io].
//
//   node scripts/engine.mjs          make engine/crates, if it is not up to date
//   node scripts/engine.mjs edit     make each crate a git repository with one
//                                    commit a patch, to change the series there
//   node scripts/engine.mjs record   write those commits back to engine/patches
//   node scripts/engine.mjs drop     forget the edit, go back to engine/patches

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const engine = join(dirname(fileURLToPath(import.meta.url)), '..', 'engine');
const crates = join(engine, 'crates');
const patches = join(engine, 'patches');
const source = join(engine, 'source');
const stampFile = join(crates, '.stamp');

const patchedCrates = readdirSync(patches).sort();
const patchFiles = (crate) => readdirSync(join(patches, crate))
  .filter((name) => name.endsWith('.patch'))
  .sort()
  .map((name) => join(patches, crate, name));

function run(command, args, options = {}) {
  return execFileSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28, ...options });
}

// Outside any repository, or `git apply` would look for one above engine/crates
// and silently skip every file that this repository ignores.
const outsideGit = { ...process.env, GIT_CEILING_DIRECTORIES: crates, GIT_DIR: '/nonexistent' };

/** A digest of everything that engine/crates is made from. */
function stamp() {
  const hash = createHash('sha256');
  const files = [fileURLToPath(import.meta.url), join(source, 'Cargo.lock'), ...patchedCrates.flatMap(patchFiles)];
  for (const file of files) hash.update(basename(file)).update('\0').update(readFileSync(file));
  return hash.digest('hex');
}

/** The folder in Cargo's registry cache that holds each published crate. */
function publishedFolders() {
  const metadata = JSON.parse(run('cargo', [
    'metadata', '--locked', '--format-version', '1', '--manifest-path', join(source, 'Cargo.toml'),
  ], { stdio: ['ignore', 'pipe', 'inherit'] }));
  return new Map(metadata.packages.map((each) => [each.name, dirname(each.manifest_path)]));
}

function copyPublished(crate, folders) {
  const from = folders.get(crate);
  if (from === undefined) throw new Error(`engine/source/Cargo.toml does not name ${crate}`);
  const to = join(crates, crate);
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true });
  for (const name of ['.cargo-ok', '.cargo_vcs_info.json', 'Cargo.toml.orig', 'Cargo.lock']) {
    rmSync(join(to, name), { force: true });
  }
  return to;
}

function isBeingEdited() {
  return patchedCrates.some((crate) => existsSync(join(crates, crate, '.git')));
}

function make() {
  if (isBeingEdited()) {
    console.error('engine: engine/crates is being edited and is used as it is (see scripts/engine.mjs)');
    return;
  }
  const wanted = stamp();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return;
  const folders = publishedFolders();
  mkdirSync(crates, { recursive: true });
  for (const crate of patchedCrates) {
    const files = patchFiles(crate);
    console.error(`engine: ${crate}, ${files.length} patches`);
    const folder = copyPublished(crate, folders);
    for (const file of files) {
      run('git', ['apply', '--whitespace=nowarn', file], { cwd: folder, env: outsideGit, stdio: ['ignore', 'ignore', 'inherit'] });
    }
  }
  writeFileSync(stampFile, wanted);
}

function edit() {
  if (isBeingEdited()) return;
  const folders = publishedFolders();
  mkdirSync(crates, { recursive: true });
  for (const crate of patchedCrates) {
    const cwd = copyPublished(crate, folders);
    run('git', ['init', '--quiet', '--initial-branch=series'], { cwd });
    run('git', ['add', '--all', '--force'], { cwd });
    run('git', ['commit', '--quiet', '--message', 'As published'], { cwd });
    run('git', ['tag', 'published'], { cwd });
    for (const file of patchFiles(crate)) run('git', ['am', '--quiet', '--keep-cr', file], { cwd });
  }
  rmSync(stampFile, { force: true });
}

function record() {
  for (const crate of patchedCrates) {
    const cwd = join(crates, crate);
    if (!existsSync(join(cwd, '.git'))) continue;
    for (const file of patchFiles(crate)) rmSync(file);
    run('git', [
      'format-patch', '--quiet', '--zero-commit', '--no-signature', '--no-stat', '--no-numbered', '--no-renames',
      '--output-directory', join(patches, crate), 'published',
    ], { cwd });
  }
}

function drop() {
  for (const crate of patchedCrates) rmSync(join(crates, crate), { recursive: true, force: true });
  rmSync(stampFile, { force: true });
  make();
}

const actions = { make, edit, record, drop };
const action = actions[process.argv[2] ?? 'make'];
if (action === undefined) {
  console.error('usage: node scripts/engine.mjs [edit | record | drop]');
  process.exit(2);
}
action();
