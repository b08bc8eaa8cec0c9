'use strict';

// The module examples of Node's documentation, which are stops of the demo, print the same on rvm and on node:vm: as
// CommonJS and as modules.

const assert = require('node:assert');
const { execFileSync } = require('node:child_process');
const { readdirSync } = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');

const demo = path.resolve(__dirname, '../../demo');
const onNode = ['--experimental-vm-modules', '--require', path.join(demo, 'on-node.cjs')];

const print = (file, flags) => execFileSync(process.execPath, ['--no-warnings', ...flags, file], {
  encoding: 'utf8',
  env: { ...process.env, NODE_OPTIONS: '' },
  timeout: 60_000,
});

for (const name of readdirSync(path.join(demo, 'examples')).filter((each) => /import|module/.test(each))) {
  test(name, () => {
    const file = path.join(demo, 'examples', name);
    assert.strictEqual(print(file, []), print(file, onNode));
  });
}
