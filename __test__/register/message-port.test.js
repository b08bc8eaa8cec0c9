'use strict';

// worker_threads.moveMessagePortToContext() with a context of rvm.

const assert = require('node:assert');
const { test } = require('node:test');
const { preloads, run } = require('./run.js');

for (const [option, args] of Object.entries(preloads)) {
  test(`${option}: a port in a context`, () => {
    assert.deepStrictEqual(run('ports.cjs', { args }), run('ports.cjs'));
  });
}
