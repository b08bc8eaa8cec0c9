'use strict';

// Promise jobs in the default mode: one queue with the host's.

const { differential } = require('../helpers/differential.js');
const { run, child } = require('../helpers/cases.js');

const turn = () =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

// Runs `code` with a log, lets everything settle, and gives the log. `more` is done by the host after the run.
const logged =
  (code, sandbox = () => ({}), more = () => {}) =>
  async (vm) => {
    const log = [];
    const context = vm.createContext({ log, ...sandbox(log) });
    vm.runInContext(`${code}; 0`, context);
    log.push('after the run');
    await more(log, context, vm);
    await turn();
    await turn();
    return log;
  };

differential('when jobs run', {
  'not before the run returns': logged('Promise.resolve().then(() => log.push("job")); log.push("sync")'),
  'first come, first served': logged(
    'Promise.resolve().then(() => log.push("a")); Promise.resolve().then(() => log.push("b"))',
  ),
  'chains take turns': logged(
    'const p = Promise.resolve(); p.then(() => log.push("a1")).then(() => log.push("a2")); p.then(() => log.push("b1")).then(() => log.push("b2"))',
  ),
  'await and then take turns': logged(
    '(async () => { log.push("f1"); await null; log.push("f2"); await null; log.push("f3") })(); Promise.resolve().then(() => log.push("t1")).then(() => log.push("t2"))',
  ),
  'return of a promise from an async function': logged(
    '(async () => { await (async () => Promise.resolve())(); log.push("slow") })(); let p = Promise.resolve(); for (const n of [1, 2, 3, 4]) p = p.then(() => log.push(n))',
  ),
  'thenables take one more turn': logged(
    'Promise.resolve({ then(r) { log.push("then called"); r() } }).then(() => log.push("thenable")); Promise.resolve().then(() => log.push("a")).then(() => log.push("b")).then(() => log.push("c"))',
  ),
  'resolving with a promise': logged(
    'new Promise((r) => r(Promise.resolve())).then(() => log.push("outer")); let p = Promise.resolve(); for (const n of [1, 2, 3]) p = p.then(() => log.push(n))',
  ),
  'handlers that throw': logged(
    'Promise.resolve().then(() => { throw 1 }).catch((e) => log.push("caught " + e)).finally(() => log.push("finally"))',
  ),
  combinators: logged(
    'Promise.all([1, Promise.resolve(2)]).then((v) => log.push(v.join())); Promise.race([Promise.resolve("race")]).then((v) => log.push(v)); Promise.allSettled([Promise.reject(1)]).then((v) => log.push(v[0].status)); Promise.any([Promise.reject(), Promise.resolve("any")]).then((v) => log.push(v))',
  ),
  'the executor runs at once': logged('new Promise(() => log.push("executor")); log.push("after")'),
  'async generators': logged(
    '(async () => { for await (const x of (async function* () { yield 1; log.push("between"); yield 2 })()) log.push(x) })()',
  ),
  'for await over promises': logged(
    '(async () => { for await (const x of [Promise.resolve(1), 2]) log.push(x) })(); Promise.resolve().then(() => log.push("a")).then(() => log.push("b"))',
  ),
});

differential('with the host', {
  'jobs registered in turns': async (vm) => {
    const log = [];
    const context = vm.createContext({ log });
    const guest = (name) => vm.runInContext(`Promise.resolve().then(() => log.push("${name}")); 0`, context);
    Promise.resolve().then(() => log.push('h1'));
    guest('g1');
    Promise.resolve().then(() => log.push('h2'));
    guest('g2');
    queueMicrotask(() => log.push('h3'));
    await turn();
    return log;
  },
  'nextTick, microtasks and timers': (vm) =>
    child(
      vm,
      `const log = [];
    const sandbox = vm.createContext({ log, nextTick: process.nextTick, queueMicrotask, setImmediate, setTimeout });
    setTimeout(() => log.push('host timer'), 0);
    vm.runInContext('setImmediate(() => log.push("immediate")); Promise.resolve().then(() => log.push("promise")); queueMicrotask(() => log.push("microtask")); nextTick(() => log.push("tick")); nextTick(() => Promise.resolve().then(() => log.push("from tick"))); log.push("sync"); 0', sandbox);
    Promise.resolve().then(() => log.push('host promise'));
    process.nextTick(() => log.push('host tick'));
    process.on('exit', () => console.log(log.filter((x) => !/timer|immediate/.test(x)).join()))`,
    ),
  'queueMicrotask given to the guest': logged(
    'queueMicrotask(() => log.push("micro")); Promise.resolve().then(() => log.push("job"))',
    () => ({ queueMicrotask }),
  ),
  'jobs between two timers': logged(
    'setTimeout(() => { log.push("t1"); Promise.resolve().then(() => log.push("job")) }, 1); setTimeout(() => log.push("t2"), 1)',
    () => ({ setTimeout }),
    () =>
      new Promise((resolve) => {
        setTimeout(resolve, 20);
      }),
  ),
  'a guest promise with a host handler': logged('p = Promise.resolve("value")', undefined, (log, { p }) => {
    p.then((v) => log.push(`host got ${v}`));
    Promise.resolve().then(() => log.push('host'));
  }),
  'a host promise with a guest handler': logged('p.then((v) => log.push("guest got " + v)); log.push("sync")', () => ({
    p: Promise.resolve('value'),
  })),
  'a host promise resolved later': async (vm) => {
    const log = [];
    let resolve;
    run(vm, 'p.then((v) => log.push(v)); (async () => log.push("awaited " + await p))(); 0', {
      p: new Promise((r) => {
        resolve = r;
      }),
      log,
    });
    await turn();
    log.push('resolving');
    resolve('now');
    await turn();
    return log;
  },
  'resolve of the guest called by the host': logged(
    'p = new Promise((r) => { resolve = r }); p.then((v) => log.push("guest " + v))',
    undefined,
    (log, context) => {
      context.resolve('late');
      log.push('resolved');
      Promise.resolve().then(() => log.push('host'));
    },
  ),
  'a guest function as job of the host': async (vm) => {
    const log = [];
    const f = run(vm, '(v) => { log.push(v); Promise.resolve().then(() => log.push("inner")) }', { log });
    Promise.resolve('job').then(f);
    Promise.resolve().then(() => log.push('host'));
    await turn();
    return log;
  },
  'ticks of an await across the border': async (vm) => {
    const log = [];
    const context = vm.createContext({ log });
    const guestPromise = vm.runInContext('Promise.resolve()', context);
    (async () => {
      await guestPromise;
      log.push('awaited');
    })();
    let p = Promise.resolve();
    for (const n of [1, 2, 3, 4]) p = p.then(() => log.push(n));
    await turn();
    return log;
  },
  'ticks of a guest await of a host promise': async (vm) => {
    const log = [];
    run(vm, '(async () => { await p; log.push("awaited") })(); 0', { log, p: Promise.resolve() });
    let p = Promise.resolve();
    for (const n of [1, 2, 3, 4]) p = p.then(() => log.push(n));
    await turn();
    return log;
  },
  'two contexts': async (vm) => {
    const log = [];
    const contexts = ['a', 'b'].map((who) => vm.createContext({ log, who }));
    for (const n of [1, 2])
      for (const context of contexts) vm.runInContext(`Promise.resolve().then(() => log.push(who + ${n})); 0`, context);
    await turn();
    return log;
  },
  runInThisContext: async (vm) => {
    const log = [];
    const f = vm.runInThisContext('(log) => { Promise.resolve().then(() => log.push("job")); log.push("sync") }');
    f(log);
    log.push('returned');
    await turn();
    return log;
  },
  'a promise settled twice': logged(
    'new Promise((resolve, reject) => { resolve(1); reject(2); resolve(3) }).then((v) => log.push(v))',
  ),
});
