// import() relative to a file
//
// With the default loader, what the code imports is found as if the code were the file whose name it was given.

const { Script, constants } = require('rvm');
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const folder = mkdtempSync(join(tmpdir(), 'rvm-demo-'));
writeFileSync(join(folder, 'test.mjs'), 'export const filename = "./test.json";');
writeFileSync(join(folder, 'test.json'), '{"hello": "world"}');

// Compile a script that loads test.mjs and then test.json as if it were in that folder.
const script = new Script(
  `(async function() {
    const { filename } = await import('./test.mjs');
    return import(filename, { with: { type: 'json' } })
  })();`,
  {
    filename: join(folder, 'test-with-default.js'),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });

script.runInThisContext()
  .then(console.log) // { default: { hello: 'world' } }
  .finally(() => rmSync(folder, { recursive: true }));
