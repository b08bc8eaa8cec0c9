'use strict';

// Ten thousand of what a program may make and drop: at the end memory is where the first hundred left it.

const assert = require('node:assert');
const { test } = require('node:test');
const { setImmediate: turn } = require('node:timers/promises');
const binding = require('../../lib/native');
const vm = require('../../index.js');

const MANY = 10_000;
const FEW = 100;
const MEGABYTE = 2 ** 20;

/** Each collection frees one layer; finalizers of Node wait for a turn of the event loop. */
async function collect() {
  for (let round = 0; round < 4; round++) {
    globalThis.gc();
    await turn();
    binding.collect();
  }
}

async function weigh() {
  await collect();
  const [contexts, exported, imported, scripts] = binding.counters();
  const { heapUsed, rss } = process.memoryUsage();
  return { contexts, exported, imported, scripts, guest: binding.guestBytes(), heapUsed, rss };
}

/** Runs `make` for a few and then for many, and compares what is left. */
async function assertNothingIsLeft(make) {
  await make(FEW);
  const before = await weigh();
  await make(MANY);
  const after = await weigh();
  for (const name of ['contexts', 'exported', 'imported', 'scripts']) {
    assert.ok(after[name] - before[name] <= 10, `${after[name] - before[name]} ${name} are left`);
  }
  // The tables keep the room that they had at their longest.
  for (const [name, limit] of [['guest', 4], ['heapUsed', 4], ['rss', 128]]) {
    const megabytes = (after[name] - before[name]) / MEGABYTE;
    assert.ok(megabytes < limit, `${name}: ${megabytes.toFixed(1)} MB are left`);
  }
}

const script = new vm.Script('var sum = add(numbers); var kept = { add, self: globalThis }; ({ sum })');

function useContext(index) {
  const context = vm.createContext({ numbers: [index, 1], add: ([a, b]) => a + b });
  assert.strictEqual(script.runInContext(context).sum, index + 1);
}

test('contexts in one synchronous loop', () => assertNothingIsLeft((count) => {
  for (let index = 0; index < count; index++) useContext(index);
}));

test('contexts with a turn of the event loop between them', () => assertNothingIsLeft(async (count) => {
  for (let index = 0; index < count; index++) {
    useContext(index);
    await turn();
  }
}));

test('functions of the main context, each stored in an object that it closes over', () => assertNothingIsLeft((count) => {
  for (let index = 0; index < count; index++) {
    const holder = { index };
    holder.get = vm.compileFunction('return () => holder', ['holder'])(holder);
    assert.strictEqual(holder.get(), holder);
  }
}));

test('large garbage of a guest', () => {
  const before = binding.guestBytes();
  const most = vm.runInNewContext(`
    let most = 0;
    for (let index = 0; index < 100; index++) {
      new Uint8Array(1e7);
      most = Math.max(most, weigh());
    }
    most;
  `, { weigh: binding.guestBytes });
  assert.ok(most - before < 150 * MEGABYTE, `${((most - before) / MEGABYTE).toFixed(0)} MB at once`);
});

test('host objects that only a guest knew', () => {
  let made = 0;
  let freed = 0;
  const registry = new FinalizationRegistry(() => freed++);
  const make = () => {
    const object = { number: ++made };
    registry.register(object);
    return object;
  };
  const context = vm.createContext({ make });
  const few = new vm.Script('for (let index = 0; index < 100; index++) make();');
  for (let round = 0; round < 100; round++) few.runInContext(context);
  assert.ok(binding.counters()[2] < 5000, `${binding.counters()[2]} imports`);
  assert.strictEqual(made, 10_000);
});
