'use strict';

// Promises and async functions of one side awaited by the other.

const { types } = require('node:util');
const { differential } = require('../helpers/differential.js');
const { run } = require('../helpers/cases.js');

const settled = (promise) =>
  promise.then(
    (value) => ['fulfilled', value],
    (reason) => ['rejected', reason],
  );

differential('guest promises in the host', {
  await: async (vm) => [
    await run(vm, 'Promise.resolve(1)'),
    await run(vm, '(async () => 2)()'),
    await run(vm, '(async () => { await null; return 3 })()'),
  ],
  'is a promise': (vm) => {
    const p = run(vm, 'Promise.resolve(1)');
    return [
      types.isPromise(p),
      p instanceof Promise,
      Object.prototype.toString.call(p),
      typeof p.then,
      p.constructor.name,
    ];
  },
  rejections: async (vm) => {
    const { threw } = await run(vm, 'Promise.reject(new TypeError("no"))').then(
      () => 0,
      (threw) => ({ threw }),
    );
    return [threw, await settled(run(vm, 'Promise.reject(5)')), await settled(run(vm, 'Promise.reject()'))];
  },
  'a rejection of a host error keeps identity': async (vm) => {
    const error = new Error('mine');
    return run(vm, '(async () => { throw error })()', { error }).catch((e) => e === error);
  },
  'try and catch around await': async (vm) => {
    try {
      await run(vm, '(async () => { await null; null.x })()');
      return 'no error';
    } catch (error) {
      return [error.name, error.message, error instanceof TypeError];
    } finally {
      await run(vm, 'Promise.resolve()');
    }
  },
  combinators: async (vm) => {
    const [a, b, c] = run(vm, '[Promise.resolve(1), (async () => 2)(), Promise.reject(3)]');
    return [
      await Promise.all([a, b]),
      await Promise.race([b]),
      await Promise.any([c, a]),
      (await Promise.allSettled([a, c])).map(({ status }) => status),
      await a.finally(() => {}),
    ];
  },
  'then of the guest': async (vm) => {
    const p = run(vm, 'Promise.resolve(1)');
    const q = p.then((n) => n + 1);
    return [
      q instanceof Promise,
      q.constructor === p.constructor,
      await q,
      await p.then(),
      await p
        .then(() => {
          throw new Error('x');
        })
        .catch((e) => e.message),
    ];
  },
  'resolved by the host later': async (vm) => {
    const sandbox = vm.createContext();
    const p = vm.runInContext('var resolve; new Promise((r) => { resolve = r })', sandbox);
    setTimeout(() => sandbox.resolve({ late: true }), 1);
    return p;
  },
  'rejected by the host later': async (vm) => {
    const { promise, reject } = run(
      vm,
      'let reject; const promise = new Promise((_, r) => { reject = r }); ({ promise, reject })',
    );
    setTimeout(reject, 1, 'late');
    return settled(promise);
  },
  'resolved with a host promise': (vm) =>
    run(vm, 'Promise.resolve().then(() => p)', {
      p: new Promise((resolve) => {
        setTimeout(resolve, 1, 'inner');
      }),
    }),
  'resolved with itself': async (vm) =>
    settled(run(vm, 'const p = new Promise((r) => setTimeout(() => r(p), 0)); p', { setTimeout })),
  thenables: async (vm) => [
    await run(vm, '({ then(resolve) { resolve("thenable") } })'),
    await settled(Promise.resolve(run(vm, '({ then(_, reject) { reject("no") } })'))),
    await run(vm, '({ then: 5 })').then,
  ],
  'Promise.resolve of a guest promise is another one': (vm) => {
    const p = run(vm, 'Promise.resolve(1)');
    return [Promise.resolve(p) === p, Promise.resolve(p) instanceof Promise];
  },
  'values keep identity': async (vm) => {
    const o = {};
    return [
      (await run(vm, 'Promise.resolve(o)', { o })) === o,
      await run(vm, 'const g = {}; Promise.resolve([g, g]).then(([a, b]) => a === b)'),
    ];
  },
  'async methods of guest classes': async (vm) => {
    const c = run(
      vm,
      'new (class { #n = 1; async add(m) { await null; return this.#n += m } static async make() { return new this() } })()',
    );
    return [await c.add(1), await c.add(2)];
  },
  'a chain of a thousand': async (vm) =>
    run(vm, '(async () => { let n = 0; for (let i = 0; i < 1000; i++) n += await i; return n })()'),
});

differential('host promises in the guest', {
  await: (vm) =>
    run(vm, '(async () => [await p, await f(), await 3].join())()', { p: Promise.resolve(1), f: async () => 2 }),
  'as data': (vm) =>
    run(
      vm,
      '[p instanceof Promise, Object.prototype.toString.call(p), typeof p.then, p.constructor.name, Promise.resolve(p) === p].join()',
      { p: Promise.resolve(1) },
    ),
  'rejections keep identity': async (vm) => {
    const error = new RangeError('mine');
    const rejected = Promise.reject(error);
    return run(vm, '(async () => { try { await rejected } catch (e) { return e === error && e.message } })()', {
      rejected,
      error,
    });
  },
  'then of the host called by the guest': (vm) =>
    run(vm, 'p.then((n) => n + 1).then((n) => [n])', { p: Promise.resolve(1) }).then((list) => [
      list.length,
      list[0],
      Array.isArray(list),
    ]),
  'combinators of the guest': (vm) =>
    run(vm, 'Promise.all([p, Promise.resolve(2), f()]).then((all) => all.join())', {
      p: Promise.resolve(1),
      f: async () => 3,
    }),
  'new Promise of the host': (vm) =>
    run(vm, 'new HostPromise((resolve) => setTimeout(resolve, 1, "made"))', { HostPromise: Promise, setTimeout }),
  timers: (vm) =>
    run(vm, '(async () => { await new Promise((r) => setTimeout(r, 2)); return "slept" })()', { setTimeout }),
  thenables: (vm) =>
    run(vm, '(async () => [await t, await Promise.resolve(t).then((x) => x + 1)].join())()', {
      t: {
        then(resolve) {
          resolve(5);
        },
      },
    }),
  'async host methods with this': (vm) =>
    run(vm, '(async () => { await c.add(1); await c.add(2); return c.n })()', {
      c: {
        n: 0,
        async add(m) {
          await null;
          this.n += m;
          return this.n;
        },
      },
    }),
  'an async guest function as callback of host code': (vm) =>
    run(vm, 'run([1, 2, 3], async (n) => { await null; return n * 2 })', {
      run: async (list, f) => Promise.all(list.map(f)),
    }).then((list) => [...list]),
  'callbacks, promisified': (vm) =>
    run(
      vm,
      'new Promise((resolve, reject) => readFile("/nope/nope", (error) => resolve([error.code, error instanceof Error, typeof error.stack].join())))',
      { readFile: require('node:fs').readFile },
    ),
  AbortSignal: (vm) =>
    run(
      vm,
      '(async () => { const c = new AbortController(); const p = new Promise((r) => c.signal.addEventListener("abort", () => r(c.signal.reason.name))); c.abort(); return p })()',
      { AbortController },
    ),
});

differential('order of jobs on both sides', {
  'turns are taken': async (vm) => {
    const log = [];
    const sandbox = vm.createContext({ log });
    Promise.resolve().then(() => log.push('h1'));
    vm.runInContext('Promise.resolve().then(() => log.push("g1")); 0', sandbox);
    Promise.resolve().then(() => log.push('h2'));
    vm.runInContext('Promise.resolve().then(() => log.push("g2")); 0', sandbox);
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    return log;
  },
  'chains of both': async (vm) => {
    const log = [];
    const chain = async (name) => {
      for (let i = 0; i < 4; i++) {
        log.push(name + i);
        await null;
      }
    };
    const guest = run(vm, '(async () => { for (let i = 0; i < 4; i++) { log.push("g" + i); await null } })', { log });
    await Promise.all([chain('a'), guest(), chain('b')]);
    return log;
  },
  'await of a foreign promise': async (vm) => {
    const log = [];
    const host = async () => {
      await 0;
      log.push('host 1');
      await run(vm, 'Promise.resolve()');
      log.push('host 2');
    };
    const guest = run(vm, '(async () => { await 0; log.push("guest 1"); await p; log.push("guest 2") })', {
      log,
      p: Promise.resolve(),
    });
    await Promise.all([host(), guest()]);
    await null;
    return log;
  },
});
