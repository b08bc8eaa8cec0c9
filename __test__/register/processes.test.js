'use strict';

// Threads, child processes, and Node's own use of vm.

const assert = require('node:assert');
const { test } = require('node:test');
const { preloads, register, run } = require('./run.js');

for (const option of Object.keys(preloads)) {
  test(`NODE_OPTIONS with ${option} reaches threads and children`, () => {
    assert.deepStrictEqual(
      run('heirs.cjs', { env: { NODE_OPTIONS: `${option} ${JSON.stringify(register)}` } }),
      { here: true, thread: true, noArgs: true, child: true, forked: true },
    );
  });

  test(`${option} on the command line reaches what inherits execArgv`, () => {
    assert.deepStrictEqual(
      run('heirs.cjs', { args: preloads[option] }),
      { here: true, thread: true, noArgs: false, child: false, forked: true },
    );
  });

  test(`${option}: Node's internals keep their vm`, () => {
    assert.deepStrictEqual(run('internals.cjs', { args: preloads[option] }), run('internals.cjs'));
  });

  for (const mode of ['delete', 'throw']) {
    test(`${option}: --disable-proto=${mode} is for guests too`, () => {
      const args = [`--disable-proto=${mode}`];
      const plain = run('disable-proto.cjs', { args });
      assert.deepStrictEqual(run('disable-proto.cjs', { args: [...args, ...preloads[option]] }), plain);
      assert.notDeepStrictEqual(plain, run('disable-proto.cjs'));
    });
  }
}
