'use strict';

// The host's own builtins on guest values: what looks at internal slots must see them.

const path = require('node:path');
const util = require('node:util');
const { types } = util;
const { differential } = require('../helpers/differential.js');
const { run, attempt } = require('../helpers/cases.js');

const VALUES = {
  'plain object': '({})',
  array: '[]',
  function: '(function () {})',
  'async function': '(async () => {})',
  'generator function': '(function* () {})',
  'async generator function': '(async function* () {})',
  class: '(class {})',
  generator: '(function* () {})()',
  'async generator': '(async function* () {})()',
  date: 'new Date(0)',
  regexp: '/a/',
  map: 'new Map()',
  set: 'new Set()',
  'weak map': 'new WeakMap()',
  'weak set': 'new WeakSet()',
  'weak ref': 'new WeakRef({})',
  promise: 'Promise.resolve(1)',
  'async call': '(async () => 1)()',
  error: 'new Error("m")',
  'type error': 'new TypeError("m")',
  'error subclass': 'new (class E extends Error {})()',
  'aggregate error': 'new AggregateError([])',
  'array buffer': 'new ArrayBuffer(1)',
  'shared array buffer': 'new SharedArrayBuffer(1)',
  'uint8 array': 'new Uint8Array(1)',
  'float64 array': 'new Float64Array(1)',
  'bigint array': 'new BigUint64Array(1)',
  'data view': 'new DataView(new ArrayBuffer(1))',
  'boxed number': 'Object(1)',
  'boxed string': 'Object("s")',
  'boxed boolean': 'Object(true)',
  'boxed symbol': 'Object(Symbol.iterator)',
  'boxed bigint': 'Object(1n)',
  arguments: '(function () { return arguments })()',
  'map iterator': 'new Map().entries()',
  'set iterator': 'new Set().values()',
  'array iterator': '[].values()',
  'string iterator': '""[Symbol.iterator]()',
  'null prototype': 'Object.create(null)',
  tagged: '({ [Symbol.toStringTag]: "Tagged" })',
  'class instance': 'new (class Foo {})()',
  'object inheriting from a date': 'Object.create(Date.prototype)',
  'object inheriting from an error': 'Object.create(Error.prototype)',
  math: 'Math',
  json: 'JSON',
  'proxy of array': 'new Proxy([], {})',
  'proxy of function': 'new Proxy(() => {}, {})',
};

// A view may well be a Proxy: isProxy is not asked.
const CHECKS = Object.keys(types).filter(
  (name) => name.startsWith('is') && !['isProxy', 'isExternal', 'isEventTarget'].includes(name),
);

differential(
  'util.types',
  Object.fromEntries(
    Object.entries(VALUES).map(([name, code]) => [
      name,
      (vm) => {
        const value = run(vm, code);
        return CHECKS.filter((check) => types[check](value));
      },
    ]),
  ),
);

differential(
  'Object.prototype.toString',
  Object.fromEntries(
    Object.entries(VALUES).map(([name, code]) => [
      name,
      (vm) => {
        const value = run(vm, code);
        return [Object.prototype.toString.call(value), typeof value, Array.isArray(value)];
      },
    ]),
  ),
);

differential('methods of the host on guest receivers', {
  Map: (vm) => {
    const m = run(vm, 'new Map([["a", 1], ["b", 2]])');
    const P = Map.prototype;
    return [
      P.get.call(m, 'a'),
      P.has.call(m, 'z'),
      Object.getOwnPropertyDescriptor(P, 'size').get.call(m),
      P.set.call(m, 'c', 3) === m,
      m.get('c'),
      P.delete.call(m, 'a'),
      [...P.keys.call(m)],
      [...P.entries.call(m)],
    ];
  },
  Set: (vm) => {
    const s = run(vm, 'new Set([1, 2])');
    const seen = [];
    Set.prototype.forEach.call(s, (v, k, set) => seen.push(v, set === s));
    return [
      Set.prototype.has.call(s, 1),
      Set.prototype.add.call(s, 3) === s,
      s.size,
      [...Set.prototype.values.call(s)],
      seen,
    ];
  },
  'WeakMap and WeakSet': (vm) => {
    const [w, k, ws] = run(vm, 'const k = {}; [new WeakMap([[k, 1]]), k, new WeakSet([k])]');
    return [
      WeakMap.prototype.get.call(w, k),
      WeakMap.prototype.has.call(w, {}),
      WeakSet.prototype.has.call(ws, k),
      w.get(k),
      ws.has(k),
    ];
  },
  Date: (vm) => {
    const d = run(vm, 'new Date(86400000)');
    return [
      Date.prototype.getTime.call(d),
      Date.prototype.toISOString.call(d),
      new Date(d).getTime(),
      d - 1,
      Date.prototype.setTime.call(d, 5),
      d.getTime(),
      d > new Date(1),
      Number(d),
      `${JSON.stringify(d)}`,
    ];
  },
  'a date changed on both sides': (vm) => {
    const sandbox = vm.createContext();
    const d = vm.runInContext('var d = new Date(0); d', sandbox);
    d.setUTCFullYear(2000);
    const first = vm.runInContext('d.getUTCFullYear()', sandbox);
    vm.runInContext('d.setUTCMonth(5)', sandbox);
    return [first, d.toISOString(), Date.prototype.getUTCMonth.call(d)];
  },
  'a map changed on both sides': (vm) => {
    const sandbox = vm.createContext();
    const m = vm.runInContext('var m = new Map([["g", 1]]); m', sandbox);
    m.set('h', 2);
    const first = vm.runInContext('[...m].join(";")', sandbox);
    vm.runInContext('m.delete("g"); m.set("x", m)', sandbox);
    return [first, [...m.keys()], m.get('x') === m, m.size];
  },
  RegExp: (vm) => {
    const r = run(vm, '/b(?<n>.)/g');
    return [
      RegExp.prototype.exec.call(r, 'abc')[1],
      r.lastIndex,
      'abcb1'.replace(r, '-'),
      'bxby'.match(r),
      [...'bxby'.matchAll(r)].length,
      'abc'.search(r),
      'a,b'.split(run(vm, '/,/')),
      RegExp.prototype.test.call(r, 'zzz'),
      r.source,
      r.flags,
      new RegExp(r).source,
      new RegExp(r, 'i').flags,
      String(r),
      r.exec('b1').groups.n,
    ];
  },
  Promise: async (vm) => {
    const p = run(vm, 'Promise.resolve(7)');
    return [
      await Promise.prototype.then.call(p, (n) => n + 1),
      await p,
      await Promise.all([p, 1]),
      await Promise.race([p]),
      Promise.resolve(p) === p,
      (await Promise.allSettled([run(vm, 'Promise.reject(1)')]))[0].reason,
    ];
  },
  Error: (vm) => {
    const e = run(vm, 'new TypeError("m")');
    return [
      Error.prototype.toString.call(e),
      types.isNativeError(e),
      e instanceof Error,
      e.name,
      e.message,
      Object.prototype.propertyIsEnumerable.call(e, 'message'),
      Object.hasOwn(e, 'stack'),
      'cause' in e,
    ];
  },
  boxed: (vm) => {
    const [n, s, b, y, i] = run(vm, '[Object(1), Object("ab"), Object(true), Object(Symbol.iterator), Object(2n)]');
    return [
      Number.prototype.valueOf.call(n),
      String.prototype.valueOf.call(s),
      Boolean.prototype.valueOf.call(b),
      Symbol.prototype.valueOf.call(y),
      BigInt.prototype.valueOf.call(i),
      n + 1,
      s.length,
      s[0],
      [...s],
      JSON.stringify([n, s, b]),
      i + 1n,
    ];
  },
  WeakRef: (vm) => {
    const [r, o] = run(vm, 'const o = {}; [new WeakRef(o), o]');
    return [WeakRef.prototype.deref.call(r) === o, r.deref() === o];
  },
  generators: (vm) => {
    const g = run(vm, '(function* () { try { const x = yield 1; yield x } finally { yield "cleanup" } })()');
    return [g.next(), g.next('in'), g.return('r'), g.next(), g.next()].map(({ value, done }) => [value, done]);
  },
  'Symbol.prototype.description': (vm) =>
    Object.getOwnPropertyDescriptor(Symbol.prototype, 'description').get.call(run(vm, 'Symbol("d")')),
  'Intl formatters': (vm) => [
    new Intl.DateTimeFormat('en-US', { timeZone: 'UTC' }).format(run(vm, 'new Date(0)')),
    run(vm, 'new Intl.NumberFormat("de-DE").format(1234.5)'),
  ],
});

differential('wrong receivers', {
  throw: (vm) => {
    const [o, m] = run(vm, '[{}, new Map()]');
    return [
      () => Map.prototype.get.call(o, 1),
      () => Set.prototype.has.call(m, 1),
      () => Date.prototype.getTime.call(o),
      () => RegExp.prototype.exec.call(o, 'a'),
      () => Object(1n).valueOf.call(o),
    ].map((f) => {
      const { threw } = attempt(f);
      return [threw.name, threw instanceof TypeError];
    });
  },
});

differential('other APIs of the host', {
  'util.inspect of views': (vm) => util.inspect(run(vm, '[new Uint8Array(2), new ArrayBuffer(2), new Map([[1, {}]])]')),
  'util.format': (vm) => [
    util.format('%s %d %j %o', ...run(vm, '["s", 5, { a: 1 }, [1]]')),
    util.format(run(vm, '({ a: 1 })'), run(vm, '[1]')),
    util.format('%s', run(vm, 'new Error("boom").message')),
  ],
  'util.inherits and promisify': async (vm) => {
    const f = run(vm, '(function (a, cb) { cb(null, a + 1) })');
    return util.promisify(f)(1);
  },
  'URLSearchParams, Headers': (vm) => [
    String(new URLSearchParams(run(vm, '({ a: 1, b: "x y" })'))),
    String(new URLSearchParams(run(vm, '[["a", "1"]]'))),
    [...new Headers(run(vm, '({ "X-A": "b" })'))].join(),
  ],
  'querystring, path, assert messages': (vm) => [
    require('node:querystring').stringify(run(vm, '({ a: [1, 2], b: "c" })')),
    path.join(...run(vm, '["a", "b"]')),
  ],
  'Object.groupBy-like loops': (vm) => {
    const groups = {};
    for (const { kind, n } of run(vm, '[{ kind: "a", n: 1 }, { kind: "b", n: 2 }, { kind: "a", n: 3 }]'))
      (groups[kind] ??= []).push(n);
    return groups;
  },
});
