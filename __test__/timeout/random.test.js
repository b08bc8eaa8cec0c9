'use strict';

// V8's termination runs no `finally`, and may strike anywhere in the membrane. Whatever it strikes, nothing is lost.

const assert = require('node:assert');
const { test } = require('node:test');
const { setImmediate: turn } = require('node:timers/promises');
const binding = require('../../lib/native');
const vm = require('../../index.js');

const SHOTS = 400;

/** A repeatable sequence of numbers from 0 to 1. */
function randomNumbers(seed) {
  return () => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed / 2147483648;
  };
}

async function collect() {
  for (let round = 0; round < 6; round++) {
    globalThis.gc();
    await turn();
    binding.collect();
  }
}

/** What crosses in every way that there is. */
const busy = new vm.Script(`
  for (let turn = 0; ; turn++) {
    const given = host.make({ turn, list: [turn, { turn }] });
    host.call(() => given.value, (fresh) => { fresh.turn = turn; return fresh });
    given.value = { nested: given };
    delete given.value.nested;
    Object.keys(given); 'value' in given; given instanceof Object;
    global = turn;
    host.take(new Map([[given, turn]]), new Date(turn), /x/g, new Error('e'), new Uint8Array(8), Symbol('s'));
    try { host.fail(turn) } catch (error) { error.turn = turn }
    new host.Class(turn).method(turn);
    Promise.resolve(given).then(() => {});
    host.bytes[0] = turn;
  }
`);

function makeHost(vm) {
  const held = new Map();
  return {
    make: (guest) => ({ guest, value: guest.list[1].turn }),
    call: (read, write) => write({ was: read() }),
    take: (...values) => {
      held.clear();
      for (const value of values) held.set(value, values.length);
    },
    fail: (turn) => {
      throw Object.assign(new RangeError('refused'), { turn });
    },
    Class: class {
      #turn;
      constructor(turn) {
        this.#turn = turn;
      }
      method(turn) {
        return this.#turn === turn;
      }
    },
    bytes: new Uint8Array(16),
  };
}

test('timeouts at random points leave every table as it should be', async () => {
  const random = randomNumbers(20);
  vm.runInThisContext('0');
  await collect();
  const before = binding.counters();
  await (async () => {
    const marker = { own: true };
    const context = vm.createContext({ host: makeHost(vm), marker });
    const known = vm.runInContext('var known = { marker }; known', context);
    const notes = new WeakMap([[known, 'noted']]);
    for (let shot = 0; shot < SHOTS; shot++) {
      // The watchdog counts in milliseconds: the time before makes it strike elsewhere each time.
      const until = performance.now() + random();
      while (performance.now() < until);
      assert.throws(() => busy.runInContext(context, { timeout: 1 }), { code: 'ERR_SCRIPT_EXECUTION_TIMEOUT' });
      assert.strictEqual(vm.runInContext('known.marker === marker && known.marker', context), marker);
      assert.strictEqual(notes.get(vm.runInContext('known', context)), 'noted');
      assert.strictEqual(vm.runInContext('host.call(() => 1, (fresh) => fresh.was)', context), 1);
      assert.ok(Number.isInteger(context.global ?? 0));
      if (shot % 50 === 0) await turn();
    }
  })();
  await turn();
  await collect();
  const [contexts, exported, imported] = binding.counters().map((count, index) => count - before[index]);
  assert.deepStrictEqual({ contexts, exported, imported }, { contexts: 0, exported: 0, imported: 0 });
});

test('a deadline of its own in each level', () => {
  const context = vm.createContext({});
  const inner = new vm.Script('for (;;);');
  context.run = (timeout) => inner.runInContext(context, { timeout });
  for (let round = 1; round < 50; round++) {
    assert.throws(
      () => vm.runInContext('for (;;) { try { run(1) } catch (error) { if (error.code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error } }',
        context, { timeout: 5 }),
      { code: 'ERR_SCRIPT_EXECUTION_TIMEOUT' },
    );
    assert.strictEqual(vm.runInContext('1 + 1', context), 2);
  }
});
