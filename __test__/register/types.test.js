'use strict';

// util.types sees through views under the preload.

const assert = require('node:assert');
const { test } = require('node:test');
const { preloads, run } = require('./run.js');

test('util.types knows guest objects as it knows those of node:vm', () => {
  const plain = run('types.cjs');
  for (const [option, preload] of Object.entries(preloads)) {
    assert.deepStrictEqual(run('types.cjs', { args: preload }), plain, option);
  }
});

test('rvm itself does not see through views', () => {
  const plain = run('tags.cjs');
  for (const [option, preload] of Object.entries(preloads)) {
    assert.deepStrictEqual(run('tags.cjs', { args: preload }), plain, option);
  }
});
