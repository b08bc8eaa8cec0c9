// Where Node's own tests come from. They are never part of this repository: they are those of Debian's `nodejs` source
// package, found through the mirror that this machine's apt uses, and kept in the user's cache folder.

import { execFileSync } from 'node:child_process';
import {
  existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const VERSION = '20.19.2';
const SUITE = 'trixie';
const AS_THIS_USER = '-oAPT::Sandbox::User=root'; // the folder can be read by its owner only
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** This machine cannot have the source now. */
export class NotFetched extends Error {}

/** The folder `test/` of Node's source; fetched when this machine has none yet. */
export function findTests(nodeSource) {
  if (nodeSource !== undefined) {
    const tests = join(nodeSource, 'test');
    if (!existsSync(join(tests, 'common'))) throw new Error(`${nodeSource} is not the source of Node: no test/common`);
    return tests;
  }
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'rvm', `node-v${VERSION}`);
  if (!existsSync(cache)) {
    try {
      fetchSource(cache);
    } catch (error) {
      throw new NotFetched(error.message, { cause: error });
    }
  }
  return join(cache, 'test');
}

/** The first archive of Debian itself in apt's own list, in either of its two forms. */
function findMirror() {
  const folder = '/etc/apt/sources.list.d';
  const parts = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
  const files = ['/etc/apt/sources.list', ...parts]
    .filter((file) => /\.(list|sources)$/.test(file) && existsSync(file));
  for (const file of files) {
    const mirror = /^(?:URIs:|deb(?:-src)? (?:\[.*?\] )?)\s*(\S+\/debian)\/?(?:\s|$)/m.exec(readFileSync(file, 'utf8'));
    if (mirror) return mirror[1];
  }
  throw new Error(`no mirror of Debian in /etc/apt: give the source of Node ${VERSION} by --node-source DIR`);
}

function fetchSource(destination) {
  console.error(`compat: fetching the source of Node ${VERSION}`);
  mkdirSync(join(destination, '..'), { recursive: true });
  // Beside its destination, so that it can be moved there whole.
  const folder = mkdtempSync(`${destination}-`);
  try {
    const { uri, digest } = locateArchive(folder, findMirror());
    const archive = join(folder, 'node.tar.xz');
    execFileSync(
      '/usr/lib/apt/apt-helper', [AS_THIS_USER, 'download-file', uri, archive, digest],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
    const unpacked = join(folder, 'node');
    mkdirSync(unpacked);
    execFileSync('tar', [
      '-xJf', archive, '-C', unpacked, '--strip-components=1', '--wildcards', '--no-wildcards-match-slash', '*/test',
    ]);
    renameSync(unpacked, destination);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Asks a state of apt that is private to `folder`; nothing of the system changes. */
function locateArchive(folder, mirror) {
  const list = join(folder, 'sources.list');
  writeFileSync(list, `deb-src [signed-by=${KEYRING}] ${mirror} ${SUITE} main\n`);
  const options = [
    AS_THIS_USER,
    `-oDir::Etc::SourceList=${list}`,
    '-oDir::Etc::SourceParts=/dev/null',
    `-oDir::State=${join(folder, 'state')}`,
    `-oDir::Cache=${join(folder, 'cache')}`,
  ];
  const apt = (...args) => execFileSync(
    'apt-get', [...options, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  );
  mkdirSync(join(folder, 'state', 'lists', 'partial'), { recursive: true });
  mkdirSync(join(folder, 'cache', 'archives', 'partial'), { recursive: true });
  apt('-qq', '--error-on=any', 'update');
  const uris = apt('-qq', 'source', '--print-uris', '--tar-only', 'nodejs');
  const archive = new RegExp(`'(\\S*/nodejs_${VERSION}\\S*\\.orig\\.tar\\.\\w+)' \\S+ \\d+ (\\S+)`).exec(uris);
  if (!archive) throw new Error(`${mirror} has no source of Node ${VERSION} in ${SUITE}: give it by --node-source DIR`);
  return { uri: archive[1], digest: archive[2] };
}
