'use strict';

// Guest objects in values that are copied to elsewhere.

const assert = require('node:assert');
const { test } = require('node:test');
const { preloads, register, run } = require('./run.js');

test('what node:vm lets pass, passes under the preload', () => {
  const plain = run('clones.cjs');
  // A function is refused by both; V8 words it with the text of a Proxy, which is "function () { [native code] }".
  plain.guestFunction[1] = plain.guestFunction[1].replace('function f() {}', 'function () { [native code] }');
  for (const [option, preload] of Object.entries(preloads)) {
    assert.deepStrictEqual(run('clones.cjs', { args: preload }), plain, option);
  }
});

test('the names and lengths of the functions are kept in threads too', () => {
  const env = { NODE_OPTIONS: `-r ${JSON.stringify(register)}` };
  assert.deepStrictEqual(run('clones.cjs', { env }).shapes, run('clones.cjs').shapes);
});

test('requiring rvm alone changes no global', () => {
  const before = [structuredClone, process.getBuiltinModule, require('node:v8').serialize];
  require('../../index.js');
  assert.deepStrictEqual([structuredClone, process.getBuiltinModule, require('node:v8').serialize], before);
  assert.notStrictEqual(require('node:vm').Script, require('../../index.js').Script);
});
