'use strict';

// The programs of the engine's patches: each gives the same in node:vm and in rvm. They run in a process of their own,
// for a fault of the engine may end that.

const assert = require('node:assert');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');

const folder = path.join(__dirname, 'programs');

/** The value of a program, or what it throws, as a text. */
function run(provider, file) {
  const code = `
    const vm = require(${JSON.stringify(provider)});
    const program = require('node:fs').readFileSync(process.argv[1], 'utf8');
    let outcome;
    try {
      outcome = 'value ' + String(vm.runInNewContext(program, {}, { timeout: 60_000 }));
    } catch (error) {
      outcome = 'thrown ' + String(error);
    }
    process.stdout.write(outcome);
    process.exit();
  `;
  return execFileSync(process.execPath, ['-e', code, path.join(folder, file)], { encoding: 'utf8', timeout: 180_000 });
}

for (const file of fs.readdirSync(folder).sort()) {
  test(file, () => {
    assert.strictEqual(run(path.resolve(__dirname, '../..'), file), run('node:vm', file));
  });
}
