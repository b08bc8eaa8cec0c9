'use strict';

// FinalizationRegistry and WeakRef of the guest.

const assert = require('node:assert');
const { test } = require('node:test');
const { setImmediate: turn } = require('node:timers/promises');
const binding = require('../../lib/native');
const vm = require('../../index.js');

async function collect() {
  for (let round = 0; round < 4; round++) {
    globalThis.gc();
    binding.collect();
    await turn();
  }
}

test('the callbacks of a registry are called with what it held', async () => {
  const context = vm.createContext({ log: [] });
  vm.runInContext(`
    const registry = new FinalizationRegistry((held) => log.push(held));
    (() => {
      registry.register({}, 'first');
      registry.register([], 'second');
      registry.register(() => 1, 'never', registry);
      registry.unregister(registry);
    })();
    globalThis.kept = {};
    registry.register(kept, 'kept');
  `, context);
  assert.deepStrictEqual(context.log, [], 'not inside of the run');
  await collect();
  vm.runInContext('0', context);
  await turn();
  await turn();
  assert.deepStrictEqual([...context.log].sort(), ['first', 'second']);
});

test('a callback that throws is an uncaught exception, and the others are called', async () => {
  const context = vm.createContext({ log: [] });
  vm.runInContext(`
    const registry = new FinalizationRegistry((held) => { log.push(held); throw held });
    (() => { registry.register({}, 'a'); registry.register({}, 'b') })();
  `, context);
  const thrown = [];
  const listeners = process.rawListeners('uncaughtException');
  process.removeAllListeners('uncaughtException');
  process.on('uncaughtException', (error) => thrown.push(error));
  try {
    await collect();
    vm.runInContext('0', context);
    for (let turns = 0; turns < 4; turns++) await turn();
  } finally {
    process.removeAllListeners('uncaughtException');
    for (const listener of listeners) process.on('uncaughtException', listener);
  }
  assert.deepStrictEqual(thrown.sort(), ['a', 'b']);
  assert.deepStrictEqual([...context.log].sort(), ['a', 'b']);
});

test('a WeakRef lets go', async () => {
  const context = vm.createContext();
  vm.runInContext('var ref = new WeakRef({ a: 1 }); var held = { b: 2 }; var strong = new WeakRef(held)', context);
  await collect();
  assert.deepStrictEqual(vm.runInContext('[typeof ref.deref(), strong.deref() === held].join()', context), 'undefined,true');
});
