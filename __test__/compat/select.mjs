// Which of Node's tests are about `vm`: those that are named after it, and those that load it.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

// The others need more than a process: addons that are compiled, a terminal, V8's profiler, the web platform's runner.
const FOLDERS = ['parallel', 'sequential', 'es-module', 'async-hooks', 'wasi', 'abort', 'pummel', 'known_issues'];

/** Whose files may run beside each other, as in test/<folder>/testcfg.py. */
const PARALLEL = new Set(['parallel', 'es-module', 'async-hooks', 'wasi', 'abort']);

const LOADS_VM = /(?:require\(|from |import\(?)\s*['"`](?:node:)?vm['"`]/;
const FLAGS = /\/\/\s+Flags:(.*)/; // as in test/testpy/__init__.py

/**
 * @returns {{ name: string, file: string, flags: string[], isNamedAfterVm: boolean, isKnownIssue: boolean, isParallel: boolean
 * }[]}
 */
export function selectFiles(tests) {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(tests, folder))
      .filter((name) => /^test-.*\.m?js$/.test(name))
      .sort()
      .map((name) => readTest(tests, folder, name))
      .filter(({ isNamedAfterVm, loadsVm }) => isNamedAfterVm || loadsVm));
}

function readTest(tests, folder, name) {
  const file = join(tests, folder, name);
  const source = readFileSync(file, 'utf8');
  return {
    name: `${folder}/${name}`,
    file,
    flags: FLAGS.exec(source)?.[1].trim().split(/\s+/) ?? [],
    isNamedAfterVm: name.startsWith('test-vm-'),
    loadsVm: LOADS_VM.test(source),
    isKnownIssue: folder === 'known_issues',
    isParallel: PARALLEL.has(folder),
  };
}
