'use strict';

// RVM_THIS_CONTEXT=node: code without a context is V8's, code with one is rvm's.

const assert = require('node:assert');
const { test } = require('node:test');
const { preloads, run } = require('./run.js');

for (const [option, preload] of Object.entries(preloads)) {
  test(`${option}: the main context is left to Node`, () => {
    const env = { RVM_THIS_CONTEXT: 'node' };
    const { contexts, ...others } = run('this-context.cjs', { args: ['--experimental-vm-modules', ...preload], env });
    assert.deepStrictEqual(contexts, [true, true, true]);
    const { contexts: none, ...plain } = run('this-context.cjs', { args: ['--experimental-vm-modules'] });
    assert.deepStrictEqual(none, [false, false, false]);
    assert.deepStrictEqual(others, plain);
  });
}
