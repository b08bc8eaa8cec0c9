'use strict';

// What is dropped on one side is freed on both, cycles through both heaps too; what is held keeps its identity.

const assert = require('node:assert');
const { test } = require('node:test');
const { setImmediate: turn } = require('node:timers/promises');
const binding = require('../../lib/native');
const vm = require('../../index.js');

/** Each collection frees one layer; finalizers of Node wait for a turn of the event loop. */
async function collect() {
  for (let round = 0; round < 4; round++) {
    globalThis.gc();
    await turn();
    binding.collect();
  }
}

function counters() {
  const [contexts, exported, imported, scripts] = binding.counters();
  return { contexts, exported, imported, scripts };
}

test('contexts whose sandbox leads to themselves go when nobody holds them', async () => {
  await collect();
  const before = counters();
  for (let count = 0; count < 1000; count++) {
    const context = vm.createContext({ self: () => context });
    vm.runInContext('var kept = { self }; function give() { return kept }', context);
    assert.strictEqual(context.give().self(), context);
  }
  await collect();
  assert.deepStrictEqual(counters(), before);
});

test('functions of the main context that close over the object they are stored in go with it', async () => {
  vm.runInThisContext('0');
  await collect();
  const before = counters();
  for (let count = 0; count < 2000; count++) {
    const holder = { ballast: new Array(100).fill(count) };
    holder.get = vm.compileFunction('return () => holder', ['holder'])(holder);
    assert.strictEqual(holder.get(), holder);
  }
  await collect();
  await collect();
  const { exported, imported, scripts } = counters();
  assert.ok(exported - before.exported < 10, `${exported - before.exported} exports are left`);
  assert.ok(imported - before.imported < 10, `${imported - before.imported} imports are left`);
  assert.ok(scripts - before.scripts < 10, `${scripts - before.scripts} scripts are left`);
});

test('a view that a WeakMap has as key is found again while the guest holds its object', async () => {
  const context = vm.createContext({});
  const notes = new WeakMap();
  notes.set(vm.runInContext('let kept = function kept() {}; kept', context), 'noted');
  await collect();
  assert.strictEqual(notes.get(vm.runInContext('kept', context)), 'noted');
});
