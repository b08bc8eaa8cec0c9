'use strict';

// The same object is the same on both sides, however often it crosses. Primitives cross unchanged.

const { differential } = require('../helpers/differential.js');
const { run } = require('../helpers/cases.js');

differential('guest objects in the host', {
  'the same each time': (vm) => {
    const sandbox = vm.createContext();
    const get = vm.runInContext('const o = {}; () => o', sandbox);
    return [get() === get(), vm.runInContext('o', sandbox) === get()];
  },
  'round trip': (vm) => run(vm, 'const o = {}; f(o) === o', { f: (value) => value }),
  'round trip in an array': (vm) => run(vm, 'const o = {}; f(o)[0] === o', { f: (value) => [value] }),
  'round trip through a host property': (vm) => run(vm, 'const o = {}; box.o = o; box.o === o', { box: {} }),
  'round trip of every kind': (vm) =>
    run(
      vm,
      `[{}, [], () => {}, class {}, new Map(), new Set(), new Date(), /a/, new Error(), Promise.resolve(), new Uint8Array(1),
      new ArrayBuffer(1), Symbol('s'), new Proxy({}, {}), Object(1), new WeakMap(), (function* () {})(), (function () { return arguments })()]
      .map((value) => same(value) === value)`,
      { same: (value) => value },
    ),
  'as a WeakMap key of the host': (vm) => {
    const sandbox = vm.createContext();
    const map = new WeakMap([[vm.runInContext('var o = {}; o', sandbox), 'found']]);
    return [map.get(vm.runInContext('o', sandbox)), map.has(sandbox.o), map.has(vm.runInContext('({})', sandbox))];
  },
  'in a Set and a Map of the host': (vm) => {
    const [a, b] = run(vm, 'const a = {}, b = []; [a, b]');
    return [new Set([a, b, a]).size, new Map([[a, 1]]).get(a)];
  },
  'indexOf and includes': (vm) => {
    const list = run(vm, 'const o = {}; [o, {}, o]');
    return [list.indexOf(list[2]), list.lastIndexOf(list[0]), list.includes(list[1]), [list[0]].includes(list[2])];
  },
  prototypes: (vm) => {
    const sandbox = vm.createContext();
    const [a, b] = vm.runInContext('[[], []]', sandbox);
    return [
      Object.getPrototypeOf(a) === Object.getPrototypeOf(b),
      Object.getPrototypeOf(a) === vm.runInContext('Array.prototype', sandbox),
      a.constructor === vm.runInContext('Array', sandbox),
      a.push === b.push,
    ];
  },
  methods: (vm) => {
    const o = run(vm, '({ m() {} })');
    return o.m === o.m;
  },
});

differential('host objects in the guest', {
  'the same each time': (vm) =>
    run(
      vm,
      '[o === o, o === get(), get() === get()]',
      (() => {
        const o = {};
        return { o, get: () => o };
      })(),
    ),
  'round trip': (vm) => {
    const o = { a: 1 };
    return run(vm, '(x) => x')(o) === o;
  },
  'round trip of every kind': (vm) => {
    const echo = run(vm, '(x) => x');
    const values = [
      {},
      [],
      () => {},
      class {},
      new Map(),
      new Set(),
      new Date(),
      /a/,
      new Error(),
      Promise.resolve(),
      new Uint8Array(1),
      Buffer.from('b'),
      new ArrayBuffer(1),
      Symbol('s'),
      new Proxy({}, {}),
      Object(1),
      new WeakMap(),
      globalThis,
      process,
      Object.create(null),
    ];
    return values.map((value) => echo(value) === value);
  },
  'kept in a guest structure': (vm) => {
    const o = {};
    const sandbox = vm.createContext({ o });
    vm.runInContext(
      'var map = new Map([["k", o]]), list = [o], weak = new WeakMap([[o, 1]]), set = new Set([o])',
      sandbox,
    );
    return [
      sandbox.map.get('k') === o,
      sandbox.list[0] === o,
      vm.runInContext('weak.get(o)', sandbox),
      sandbox.set.has(o),
    ];
  },
  'as a WeakMap key of the guest': (vm) =>
    run(
      vm,
      'const w = new WeakMap(); w.set(o, 1); [w.get(o), w.get(get()), w.has({})]',
      (() => {
        const o = {};
        return { o, get: () => o };
      })(),
    ),
  'deep in a host object': (vm) => {
    const o = { a: { b: [{ c: 1 }] } };
    return run(vm, 'o.a.b[0] === o.a.b[0] && o.a === pick(o)', { o, pick: (x) => x.a });
  },
});

const PRIMITIVES = [
  'undefined',
  'null',
  'true',
  'false',
  '0',
  '-0',
  '1.5',
  'NaN',
  'Infinity',
  '-Infinity',
  '2 ** 53',
  '5e-324',
  '""',
  '"text"',
  '"\\0nul"',
  '"\\ud800"',
  '"\\udc00x"',
  '"\\u{1f600}"',
  '"ünï"',
  '"x".repeat(1e5).length',
  '10n',
  '-(2n ** 64n)',
  '2n ** 200n',
  '0n',
  'Symbol.iterator',
  'Symbol.asyncIterator',
  'Symbol.for("registered")',
  'Symbol.for("")',
];

differential('primitives', {
  ...Object.fromEntries(PRIMITIVES.map((code) => [`${code} out`, (vm) => run(vm, code)])),
  'into the guest and out again': (vm) => {
    const echo = run(vm, '(x) => x');
    return [undefined, null, true, -0, NaN, 1.5, 2 ** 53, '', 'a\ud800b', '\udc00', 10n ** 30n, -1n].map((value) =>
      Object.is(echo(value), value),
    );
  },
  'their types in the guest': (vm) =>
    [undefined, null, true, 1, 's', 1n, Symbol('x')].map((value) => run(vm, 'typeof v', { v: value })),
  'long strings': (vm) => {
    const text = 'aé\u{1f600}'.repeat(20000);
    return [run(vm, '(x) => x.length')(text), run(vm, '(x) => x + "!"')(text) === `${text}!`];
  },
  'lone surrogates by code unit': (vm) =>
    run(vm, '[...Array(t.length).keys()].map((i) => t.charCodeAt(i).toString(16)).join()', {
      t: 'a\ud800\udfffb\ud800',
    }),
  'property names with lone surrogates': (vm) =>
    Object.keys(run(vm, '({ "\\ud800": 1, "a b": 2 })')).map((key) => key.charCodeAt(0)),
  'arithmetic with bigints of the other side': (vm) => run(vm, 'n * 2n + BigInt(1)', { n: 2n ** 70n }),
});

differential('symbols', {
  'well-known symbols are the same': (vm) => {
    const names = Object.getOwnPropertyNames(Symbol).filter(
      (name) => typeof Symbol[name] === 'symbol' && !/dispose/i.test(name),
    );
    return names.map((name) => [name, run(vm, `Symbol.${name}`) === Symbol[name]]);
  },
  'the registry is the same': (vm) => [
    run(vm, 'Symbol.for("x")') === Symbol.for('x'),
    run(vm, 'Symbol.keyFor(s)', { s: Symbol.for('y') }),
  ],
  'unique symbols keep identity': (vm) => {
    const s = Symbol('mine');
    const theirs = run(vm, 'const t = Symbol("theirs"); [s, t, echo(t) === t, s === get()]', {
      s,
      get: () => s,
      echo: (x) => x,
    });
    return [theirs[0] === s, theirs[1].description, theirs[2], theirs[3]];
  },
  'as keys of host objects': (vm) => {
    const s = Symbol('k');
    const o = { [s]: 1 };
    return [
      run(vm, 'o[s] + 1', { o, s }),
      run(vm, 'o[s] = 5; Object.getOwnPropertySymbols(o)[0] === s', { o, s }),
      o[s],
    ];
  },
  'as keys of guest objects': (vm) => {
    const sandbox = vm.createContext();
    const [o, s] = vm.runInContext('const s = Symbol("k"); [{ [s]: 1 }, s]', sandbox);
    return [o[s], Object.getOwnPropertySymbols(o)[0] === s, Reflect.ownKeys(o).length, s in o];
  },
  'a registered key made on each side': (vm) =>
    run(vm, 'o[Symbol.for("shared")]', { o: { [Symbol.for('shared')]: 7 } }),
  'description and text': (vm) =>
    run(vm, '[s.description, String(s), Object(s) instanceof Symbol]', { s: Symbol('text') }),
  'a symbol without description': (vm) => run(vm, '[s.description, String(s)]', { s: Symbol() }),
});
