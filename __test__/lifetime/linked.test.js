'use strict';

// Guest objects pass between contexts as they are; the two contexts then keep each other, and go together.

const assert = require('node:assert');
const { test } = require('node:test');
const { setImmediate: turn } = require('node:timers/promises');
const binding = require('../../lib/native');
const vm = require('../../index.js');

async function collect() {
  for (let round = 0; round < 4; round++) {
    globalThis.gc();
    await turn();
    binding.collect();
  }
}

const contexts = () => binding.counters()[0];

/** A context whose object was lent to another one: only the other is held. */
function lend(borrower) {
  const lender = vm.createContext({ host: { name: 'host' }, call: () => 'called' });
  borrower.lent = vm.runInContext('var count = 0; ({ host, call, next() { return ++count }, inner: { deep: { host } } })', lender);
}

test('an object that was lent works on after its context was dropped', async () => {
  const borrower = vm.createContext({});
  lend(borrower);
  vm.runInContext('var lent = lent; lent.next(); 0', borrower);
  await collect();
  assert.deepStrictEqual(
    [...vm.runInContext('[lent.next(), lent.call(), lent.host.name, lent.inner.deep.host === lent.host]', borrower)],
    [2, 'called', 'host', true],
  );
  delete borrower.lent;
  await collect();
  assert.strictEqual(vm.runInContext('lent === undefined || typeof lent', borrower), 'object');
});

test('what is reached through a lent object, without a crossing', async () => {
  const borrower = vm.createContext({});
  lend(borrower);
  vm.runInContext('const deep = lent.inner.deep; 0', borrower);
  delete borrower.lent;
  await collect();
  assert.strictEqual(vm.runInContext('deep.host.name', borrower), 'host');
});

test('the lender may hold the borrower', async () => {
  const lender = vm.createContext({});
  const give = vm.runInContext('var got; (value) => { got = value }', lender);
  (() => {
    const borrower = vm.createContext({ name: 'borrower' });
    give(vm.runInContext('() => name', borrower));
  })();
  await collect();
  assert.strictEqual(vm.runInContext('got()', lender), 'borrower');
});

test('linked contexts that nobody holds go', async () => {
  await collect();
  const before = contexts();
  for (let count = 0; count < 200; count++) {
    const borrower = vm.createContext({});
    lend(borrower);
    vm.runInContext('lent.next()', borrower);
  }
  await collect();
  // A frame of this function may still hold the last pair.
  assert.ok(contexts() - before <= 2, `${contexts() - before} contexts are left`);
});

test('the main context is not linked', async () => {
  await collect();
  vm.runInThisContext('globalThis.heldByMain = []; 0');
  const before = contexts();
  for (let count = 0; count < 50; count++) {
    const context = vm.createContext({});
    vm.runInThisContext('(value) => value.next()')(vm.runInContext('({ next: () => 1 })', context));
  }
  await collect();
  assert.ok(contexts() - before <= 1, `${contexts() - before} contexts are left`);
  delete globalThis.heldByMain;
});
