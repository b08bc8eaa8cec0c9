'use strict';

const assert = require('node:assert');
const { spawnSync } = require('node:child_process');
const { test } = require('node:test');

test('index.d.ts is assignable to the types of node:vm', () => {
  const compiler = require.resolve('typescript/package.json').replace('package.json', 'bin/tsc');
  const { status, stdout, stderr } = spawnSync(process.execPath, [compiler, '-p', __dirname], { encoding: 'utf8' });
  assert.strictEqual(stdout + stderr, '');
  assert.strictEqual(status, 0);
});
