'use strict';

// AsyncLocalStorage and async_hooks through guest promises.

const { AsyncLocalStorage, AsyncResource } = require('node:async_hooks');
const { differential } = require('../helpers/differential.js');

// The stores that the guest saw, in order. `code` runs under store 'outer' and calls see(label).
const stores =
  (code, more = () => {}) =>
  async (vm) => {
    const storage = new AsyncLocalStorage();
    const seen = [];
    const sandbox = vm.createContext({
      see: (label) => seen.push([label, storage.getStore()]),
      runWith: (store, f) => storage.run(store, f),
      setTimeout,
      setImmediate,
    });
    const result = storage.run('outer', () => vm.runInContext(`${code}`, sandbox));
    await result;
    await more(sandbox, storage);
    await new Promise((resolve) => {
      setTimeout(resolve, 10);
    });
    return seen;
  };

differential('AsyncLocalStorage', {
  'in the run': stores('see("sync"); 0'),
  'in a then callback': stores('Promise.resolve().then(() => see("then")); 0'),
  'in a chain': stores('Promise.resolve().then(() => see(1)).then(() => see(2)).finally(() => see(3)); 0'),
  'after an await': stores(
    '(async () => { see("before"); await null; see("after"); await Promise.resolve(); see("later") })(); 0',
  ),
  'after an await of a timer': stores(
    '(async () => { await new Promise((r) => setTimeout(r, 1)); see("after timer") })()',
  ),
  'in async functions called by async functions': stores(
    'const inner = async () => { await null; see("inner") }; (async () => { await inner(); see("outer") })()',
  ),
  'in async generators': stores(
    '(async () => { for await (const x of (async function* () { see("gen"); yield 1; await null; see("gen again"); yield 2 })()) see(x) })()',
  ),
  'in catch': stores('Promise.reject(1).catch(() => see("catch")); 0'),
  'in combinators': stores(
    'Promise.all([null, Promise.resolve()]).then(() => see("all")); Promise.race([1]).then(() => see("race")); 0',
  ),
  'in timers': stores('setTimeout(() => see("timer"), 1); 0'),
  'in immediates': stores('setImmediate(() => see("immediate")); 0'),
  'in another store set by the guest': stores(
    'runWith("inner", () => { see("run"); Promise.resolve().then(() => see("then in inner")); (async () => { await null; see("await in inner") })() }); Promise.resolve().then(() => see("then in outer")); 0',
  ),
  'registered under one store, resolved under another': stores(
    'let resolve; const p = new Promise((r) => { resolve = r }); runWith("registered", () => p.then(() => see("then"))); runWith("awaiting", async () => { await p; see("await") }); runWith("resolved", () => resolve()); 0',
  ),
  'in a guest function called later by the host': stores(
    'var f = async () => { see("called"); await null; see("after await") }; 0',
    (sandbox, storage) => storage.run('later', () => sandbox.f()),
  ),
  'in a thenable': stores(
    '(async () => { await { then(r) { see("then of thenable"); r() } }; see("after thenable") })()',
  ),
  'a host promise with a guest handler': async (vm) => {
    const storage = new AsyncLocalStorage();
    const seen = [];
    const sandbox = vm.createContext({ see: (label) => seen.push([label, storage.getStore()]) });
    let resolve;
    sandbox.p = new Promise((r) => {
      resolve = r;
    });
    storage.run('registered', () =>
      vm.runInContext('p.then(() => see("then")); (async () => { await p; see("await") })(); 0', sandbox),
    );
    storage.run('resolved', () => resolve());
    await new Promise((r) => {
      setImmediate(r);
    });
    return seen;
  },
  'a guest promise with a host handler': async (vm) => {
    const storage = new AsyncLocalStorage();
    const seen = [];
    const sandbox = vm.createContext();
    const p = vm.runInContext('var resolve; new Promise((r) => { resolve = r })', sandbox);
    const waits = [
      storage.run('then', () => p.then(() => seen.push(['then', storage.getStore()]))),
      storage.run('await', async () => {
        await p;
        seen.push(['await', storage.getStore()]);
      }),
    ];
    storage.run('resolved', () => sandbox.resolve());
    await Promise.all(waits);
    return seen;
  },
  'a guest function as callback of a bound resource': (vm) => {
    const storage = new AsyncLocalStorage();
    const sandbox = vm.createContext({ store: () => storage.getStore() });
    const f = vm.runInContext('() => store()', sandbox);
    const bound = storage.run('bound', () => AsyncResource.bind(f));
    return [f(), bound(), storage.run('other', bound), storage.run('own', f)];
  },
  'many requests at once': async (vm) => {
    const storage = new AsyncLocalStorage();
    const handle = vm.runInContext(
      'async (wait) => { for (let i = 0; i < 3; i++) await wait(); return store() }',
      vm.createContext({ store: () => storage.getStore() }),
    );
    const wait = () =>
      new Promise((resolve) => {
        setTimeout(resolve, 1);
      });
    return Promise.all([1, 2, 3, 4].map((id) => storage.run({ id }, () => handle(wait))));
  },
  'a class of AsyncLocalStorage made in the guest': (vm) =>
    vm.runInContext(
      'const s = new AsyncLocalStorage(); [s.run(1, () => s.getStore()), s.getStore()]',
      vm.createContext({ AsyncLocalStorage }),
    ),
});
