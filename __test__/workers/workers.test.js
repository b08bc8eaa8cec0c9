'use strict';

// The addon in worker threads: many at once, and ended in the middle of a run.

const assert = require('node:assert');
const { once } = require('node:events');
const { test } = require('node:test');
const { setTimeout: wait } = require('node:timers/promises');
const { Worker } = require('node:worker_threads');

const index = require.resolve('../../index.js');

function start(code) {
  const preamble = `const vm = require(${JSON.stringify(index)}); const { parentPort } = require('node:worker_threads');`;
  return new Worker(preamble + code, { eval: true });
}

test('many workers at once', async () => {
  const workers = Array.from({ length: 6 }, () => start('parentPort.postMessage(vm.runInNewContext("x + 1", { x: 2 }));'));
  const exits = workers.map((worker) => once(worker, 'exit'));
  const answers = await Promise.all(workers.map((worker) => once(worker, 'message')));
  assert.deepStrictEqual(answers, workers.map(() => [3]));
  assert.deepStrictEqual(await Promise.all(exits), workers.map(() => [0]));
});

// The thread of the next worker may have the id of the ended one, which was the first to load the addon.
test('one worker after the other, and none in the main thread', async () => {
  for (let count = 0; count < 4; count++) {
    const worker = start('parentPort.postMessage(vm.runInNewContext("Array.from({ length: 1000 }, (_, i) => ({ i })).length"));');
    const exit = once(worker, 'exit');
    assert.deepStrictEqual(await once(worker, 'message'), [1000]);
    assert.deepStrictEqual(await exit, [0]);
  }
});

for (const [name, code] of Object.entries({
  'of guest code': 'vm.runInNewContext("for (;;);");',
  'of a host function that the guest called': 'vm.runInNewContext("f()", { f() { for (;;); } });',
  'of a microtask': 'vm.runInNewContext("Promise.resolve().then(() => { for (;;); })");',
})) {
  test(`a worker is terminated in an endless run ${name}`, async () => {
    const worker = start(`parentPort.postMessage('begins'); setTimeout(() => { ${code} }, 1);`);
    await once(worker, 'message');
    await wait(100);
    const before = performance.now();
    await worker.terminate();
    assert.ok(performance.now() - before < 1000);
  });
}

// What a deadline did to V8 is taken back, and what ends the worker may come at the same moment.
test('a worker is terminated in the middle of runs that meet their deadlines', async () => {
  const runs = `
    for (;;) {
      try {
        vm.runInNewContext('for (;;);', {}, { timeout: 1 });
      } catch {}
    }
  `;
  for (let count = 0; count < 20; count++) {
    const worker = start(`parentPort.postMessage('begins'); vm.runInNewContext('runs()', { runs() { ${runs} } });`);
    await once(worker, 'message');
    await wait(5 + count);
    const ended = await Promise.race([worker.terminate(), wait(5000, 'too late', { ref: false })]);
    assert.notStrictEqual(ended, 'too late');
  }
});

test('the main thread goes on', () => {
  const vm = require(index);
  assert.strictEqual(vm.runInNewContext('1 + 1'), 2);
});
