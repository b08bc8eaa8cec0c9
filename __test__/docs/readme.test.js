'use strict';

// The example of the README prints what its comments say, on rvm and on node:vm.

const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { test } = require('node:test');

const root = join(__dirname, '..', '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

for (const [, code] of readme.matchAll(/```js\n([^]*?)```/g)) {
  const comments = [...code.matchAll(/; \/\/ (.*)$/gm)].map(([, text]) => `${text}\n`).join('');
  for (const name of ['rvm', 'node:vm']) {
    test(`the example of the README on ${name}`, () => {
      const program = code.replace("require('rvm')", `require('${name}')`);
      assert.equal(execFileSync(process.execPath, ['-e', program], { cwd: root, encoding: 'utf8' }), comments);
    });
  }
}
