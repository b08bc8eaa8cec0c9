// Builds the native half and puts it into lib/, where lib/native.js looks for it.
//
//   node scripts/build.mjs                   build it if it is missing or stale, with the profile of the last build
//   node scripts/build.mjs --profile dev     the same with this profile; without a last build it is `release`
//
// It is plain Cargo and a copy: for one addon on one platform `@napi-rs/cli` would do the same two things and bring
// sixty packages. A stamp beside the addon tells what it was built from, so an up-to-date one costs milliseconds.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const addon = join(root, 'lib', addonName());
const stampFile = `${addon}.stamp`;

/** As lib/native.js names it. */
function addonName() {
  const { arch, platform } = process;
  const libc = {
    linux: () => (process.report.getReport().header.glibcVersionRuntime === undefined ? '-musl' : '-gnu'),
    win32: () => '-msvc',
  };
  return `rvm.${platform}-${arch}${libc[platform]?.() ?? ''}.node`;
}

/** Every file that the addon is made from, in a fixed order. */
function inputs() {
  const below = (folder) =>
    readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.path, entry.name))
      .sort();
  const single = ['Cargo.toml', 'Cargo.lock', 'build.rs', '.cargo/config.toml', 'rust-toolchain.toml', 'scripts/engine.mjs']
    .map((name) => join(root, name))
    .filter((file) => existsSync(file));
  return [...single, ...below('src'), ...below('engine/patches')];
}

function digestOf(files) {
  const hash = createHash('sha256');
  for (const file of files) {
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function readStamp() {
  const [profile, digest] = existsSync(addon) && existsSync(stampFile) ? readFileSync(stampFile, 'utf8').split(' ') : [];
  return { profile, digest };
}

/** A patched crate under `scripts/engine.mjs edit` changes without a trace in the digest: then Cargo decides. */
function isEngineBeingEdited() {
  const crates = join(root, 'engine', 'crates');
  return existsSync(crates) && readdirSync(crates).some((crate) => existsSync(join(crates, crate, '.git')));
}

function run(command, args, options = {}) {
  const { error, status, stdout } = spawnSync(command, args, { cwd: root, stdio: 'inherit', encoding: 'utf8', ...options });
  if (error?.code === 'ENOENT') fail(`${command} was not found. rvm is built with Rust (https://rustup.rs) and git.`);
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
  return stdout;
}

function fail(message) {
  console.error(`build: ${message}`);
  process.exit(1);
}

/** The path of the library in the messages that Cargo writes for programs; what it writes for people is shown. */
function libraryIn(messages) {
  const artifact = messages
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))
    .find(({ reason, target }) => reason === 'compiler-artifact' && target.name === 'rvm' && target.kind.includes('cdylib'));
  return artifact?.filenames.find((name) => /\.(?:so|dylib|dll)$/.test(name)) ?? fail('Cargo named no library');
}

const { values } = parseArgs({ options: { profile: { type: 'string' } } });
const last = readStamp();
const profile = values.profile ?? last.profile ?? 'release';
const digest = digestOf(inputs());

if (last.profile !== profile || last.digest !== digest || isEngineBeingEdited()) {
  if (!existsSync(addon)) console.error('build: the first build of the engine takes some minutes');
  // engine.mjs asks Cargo for the published crates, and so would say in many lines that there is no Cargo.
  run('cargo', ['--version'], { stdio: ['ignore', 'ignore', 'inherit'] });
  run(process.execPath, ['scripts/engine.mjs']);
  const messages = run('cargo', [
    'build', '--lib', '--locked', '--profile', profile, '--message-format', 'json-render-diagnostics',
  ], { stdio: ['inherit', 'pipe', 'inherit'], maxBuffer: 1 << 28 });
  // By way of a rename: a process that has the old one loaded keeps it.
  copyFileSync(libraryIn(messages), `${addon}.new`);
  renameSync(`${addon}.new`, addon);
  writeFileSync(stampFile, `${profile} ${digest}`);
}
