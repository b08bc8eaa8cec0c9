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

test('a context lives while its code runs, though nobody holds it', () => {
  const run = (code) => vm.runInNewContext(code, { collect: globalThis.gc, given: { value: 1 } });
  for (let count = 0; count < 50; count++) {
    assert.strictEqual(run('collect(); collect(); ({ sum: given.value + 1 })').sum, 2);
    assert.strictEqual(run('() => { collect(); return given }')().value, 1);
  }
});

test('a view that a WeakMap has as key is found again while the guest holds its object', async () => {
  const context = vm.createContext({});
  const notes = new WeakMap();
  notes.set(vm.runInContext('let kept = function kept() {}; kept', context), 'noted');
  await collect();
  assert.strictEqual(notes.get(vm.runInContext('kept', context)), 'noted');
});

test('what a guest hangs on the identity of a host object lives as long as that', async () => {
  const context = vm.createContext({ Base: class {}, other: {} });
  const element = vm.runInContext(`
    const notes = new WeakMap();
    const seen = new WeakSet();
    class Element extends Base {
      #state = 1;
      constructor() {
        super();
        notes.set(this, 'noted');
        seen.add(this);
      }
      read() {
        return [this.#state++, notes.get(this), seen.has(this)];
      }
    }
    new Element();
  `, context);
  assert.deepStrictEqual([...element.read()], [1, 'noted', true]);
  const { other } = context;
  delete context.other;
  const reference = vm.runInContext('(object) => new WeakRef(object)', context)(other);
  await collect();
  assert.deepStrictEqual([...element.read()], [2, 'noted', true]);
  assert.strictEqual(reference.deref(), other);
});

test('host objects that a guest hung state on go with everything else', async () => {
  await collect();
  const before = counters();
  (() => {
    const context = vm.createContext({ Base: class {} });
    const make = vm.runInContext(`
      const notes = new WeakMap();
      class Element extends Base { #self = this; constructor() { super(); notes.set(this, [this, this.#self]) } }
      () => new Element();
    `, context);
    for (let count = 0; count < 500; count++) make().make = make;
  })();
  await collect();
  await collect();
  assert.deepStrictEqual(counters(), before);
});

test('what a run has left is collected when nothing has run for a while', async () => {
  await collect();
  const context = vm.createContext({});
  vm.runInContext('for (let count = 0; count < 8; count++) new Uint8Array(1e6); 0', context);
  const before = binding.guestBytes();
  binding.collectWhenIdle(); // something has just run
  assert.strictEqual(binding.guestBytes(), before);
  binding.collectWhenIdle();
  assert.ok(binding.guestBytes() < before - 5e6, `${before} bytes became ${binding.guestBytes()}`);
  assert.strictEqual(vm.runInContext('1 + 1', context), 2);
});
