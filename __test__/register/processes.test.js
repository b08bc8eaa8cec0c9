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
    const { replIsRvm, ...others } = run('internals.cjs', { args: preloads[option] });
    const { replIsRvm: isContext, ...plain } = run('internals.cjs');
    assert.deepStrictEqual(others, plain);
    assert.deepStrictEqual([replIsRvm, isContext], [false, true], 'the context of node:repl is none of rvm');
  });
}
