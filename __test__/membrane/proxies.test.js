'use strict';

// Proxies of one side in the hands of the other.

const { differential } = require('../helpers/differential.js');
const { run, attempt } = require('../helpers/cases.js');

const logged = (target, log) =>
  new Proxy(
    target,
    Object.fromEntries(
      [
        'get',
        'set',
        'has',
        'deleteProperty',
        'ownKeys',
        'getOwnPropertyDescriptor',
        'defineProperty',
        'getPrototypeOf',
        'setPrototypeOf',
        'isExtensible',
        'preventExtensions',
        'apply',
        'construct',
      ].map((name) => [
        name,
        (...args) => {
          log.push(typeof args[1] === 'string' ? `${name} ${args[1]}` : name);
          return Reflect[name](...args);
        },
      ]),
    ),
  );

differential('Proxies', {
  'of the host, in the guest': (vm) => {
    const log = [];
    run(
      vm,
      'p.x; p.y = 1; "x" in p; delete p.y; Object.keys(p); Object.getPrototypeOf(p); Object.isExtensible(p); Object.getOwnPropertyDescriptor(p, "x"); Object.preventExtensions(p)',
      { p: logged({ x: 1 }, log) },
    );
    return log;
  },
  'of the guest, in the host': (vm) => {
    const log = [];
    const p = run(vm, 'make({ x: 1 })', {
      make: (target) =>
        run(
          vm,
          `new Proxy(target, Object.fromEntries(Reflect.ownKeys(Reflect).filter((k) => typeof k === 'string').map((name) => [name, (...args) => { log.push(typeof args[1] === 'string' ? name + ' ' + args[1] : name); return Reflect[name](...args) }])))`,
          { target, log },
        ),
    });
    p.x;
    p.y = 1;
    'x' in p;
    delete p.y;
    Object.keys(p);
    Object.getPrototypeOf(p);
    Object.isExtensible(p);
    Object.getOwnPropertyDescriptor(p, 'x');
    return log;
  },
  'functions behind them': (vm) => {
    const log = [];
    return [
      run(vm, '[p(1), new p(2).n, typeof p]', {
        p: logged(function f(n) {
          this && (this.n = n);
          return this ? undefined : n;
        }, log),
      }),
      log,
    ];
  },
  'of the guest over a function': (vm) => {
    const p = run(
      vm,
      'new Proxy(function f(a) { return a }, { apply: (t, self, args) => `applied ${args.join()}`, construct: (t, args) => ({ made: args[0] }) })',
    );
    return [p(1, 2), new p(3).made, typeof p, p.name, p.length];
  },
  'of the guest over a host object': (vm) => {
    const o = { a: 1 };
    const p = run(vm, 'new Proxy(o, { get: (t, k, r) => k === "b" ? "trapped" : Reflect.get(t, k, r) })', { o });
    p.c = 5;
    return [p.a, p.b, o.c, 'b' in p];
  },
  'of the host over a guest object': (vm) => {
    const o = run(vm, '({ a: 1, m() { return this.a } })');
    const p = new Proxy(o, { get: (t, k, r) => (k === 'a' ? 10 : Reflect.get(t, k, r)) });
    return [p.a, p.m(), o.m(), Object.keys(p), { ...p }];
  },
  invariants: (vm) => {
    const bad = run(vm, 'new Proxy(Object.freeze({ a: 1 }), { get: () => 2, has: () => false, ownKeys: () => [] })');
    return [attempt(() => bad.a), attempt(() => 'a' in bad), attempt(() => Object.keys(bad))].map(
      ({ threw }) => threw?.name,
    );
  },
  revoked: (vm) => {
    const { proxy, revoke } = run(vm, 'Proxy.revocable({ a: 1 }, {})');
    const before = proxy.a;
    revoke();
    return [before, attempt(() => proxy.a).threw.name, typeof proxy];
  },
  'traps that throw': (vm) => {
    const error = new Error('from the trap');
    const got = run(vm, 'let caught; try { p.x } catch (e) { caught = e } caught', {
      p: new Proxy(
        {},
        {
          get() {
            throw error;
          },
        },
      ),
    });
    return got === error;
  },
  'the receiver': (vm) =>
    run(vm, 'const p = new Proxy({}, { get: (t, k, r) => r === p }); [p.x, read(p)]', { read: (p) => p.y }),
  'nested in one another': (vm) =>
    run(vm, 'wrap(new Proxy(wrap(o), {})).a.b', { o: { a: { b: 'deep' } }, wrap: (o) => new Proxy(o, {}) }),
});
