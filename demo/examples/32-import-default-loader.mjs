// import() relative to a file, in a module
//
// The same, imported.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Script, constants } from 'rvm';

const folder = mkdtempSync(join(tmpdir(), 'rvm-demo-'));
writeFileSync(join(folder, 'test.mjs'), 'export const filename = "./test.json";');
writeFileSync(join(folder, 'test.json'), '{"hello": "world"}');

const script = new Script(
  `(async function() {
    const { filename } = await import('./test.mjs');
    return import(filename, { with: { type: 'json' } })
  })();`,
  {
    filename: join(folder, 'test-with-default.js'),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });

try {
  console.log(await script.runInThisContext()); // { default: { hello: 'world' } }
} finally {
  rmSync(folder, { recursive: true });
}
