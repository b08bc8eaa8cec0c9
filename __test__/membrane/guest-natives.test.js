'use strict';

// The guest's builtins on host values.

const { differential } = require('../helpers/differential.js');
const { run } = require('../helpers/cases.js');

const HOST = {
  object: () => ({ a: 1 }),
  array: () => [1, 2],
  func: () => () => 1,
  klass: () => class A {},
  date: () => new Date(86400000),
  regexp: () => /b(.)/g,
  map: () => new Map([['a', 1]]),
  set: () => new Set([1, 2]),
  weakMap: () => new WeakMap(),
  promise: () => Promise.resolve(1),
  error: () => new TypeError('m'),
  arrayBuffer: () => new ArrayBuffer(4),
  shared: () => new SharedArrayBuffer(4),
  uint8: () => new Uint8Array([1, 2]),
  float64: () => new Float64Array([0.5]),
  buffer: () => Buffer.from('hi'),
  dataView: () => new DataView(new ArrayBuffer(2)),
  boxedNumber: () => Object(1),
  boxedString: () => Object('ab'),
  boxedSymbol: () => Object(Symbol.iterator),
  args: () =>
    (function () {
      return arguments;
    })(1),
  generator: () =>
    (function* () {
      yield 1;
    })(),
  nullPrototype: () => Object.create(null),
  tagged: () => ({ [Symbol.toStringTag]: 'Tagged' }),
  url: () => new URL('http://a.b/'),
  proxyOfArray: () => new Proxy([], {}),
  proxyOfFunction: () => new Proxy(() => {}, {}),
  bigint64: () => new BigInt64Array([1n]),
  weakRef: () => new WeakRef(HOST),
  mapIterator: () => new Map().entries(),
};

differential(
  'Object.prototype.toString, typeof, Array.isArray, ArrayBuffer.isView',
  Object.fromEntries(
    Object.entries(HOST).map(([name, make]) => [
      name,
      (vm) =>
        run(vm, '[Object.prototype.toString.call(v), typeof v, Array.isArray(v), ArrayBuffer.isView(v)].join()', {
          v: make(),
        }),
    ]),
  ),
);

const on = (name, code) => (vm) => {
  const v = HOST[name]();
  return [
    run(vm, code, { v }),
    name === 'map' || name === 'set' || name === 'date' || name === 'array' || name === 'uint8' ? v : undefined,
  ];
};

differential('methods of the guest on host receivers', {
  Date: on(
    'date',
    '[Date.prototype.getTime.call(v), Date.prototype.toISOString.call(v), Date.prototype.getUTCDate.call(v), v - 1, +v, new Date(v).getTime(), Date.prototype.setTime.call(v, 5), v.getTime(), JSON.stringify(v), `${typeof (v + "")}`].join()',
  ),
  Map: on(
    'map',
    'const P = Map.prototype; [P.get.call(v, "a"), P.has.call(v, "z"), P.set.call(v, "b", 2) === v, v.size, [...P.keys.call(v)].join(), [...P.entries.call(v)].join(";"), Object.getOwnPropertyDescriptor(P, "size").get.call(v), P.delete.call(v, "a")].join()',
  ),
  'Map.prototype.forEach': on(
    'map',
    'const seen = []; Map.prototype.forEach.call(v, (x, k, m) => seen.push(x, k, m === v)); seen.join()',
  ),
  Set: on(
    'set',
    'const P = Set.prototype; [P.has.call(v, 1), P.add.call(v, 3) === v, v.size, [...P.values.call(v)].join(), P.delete.call(v, 1)].join()',
  ),
  RegExp: on(
    'regexp',
    '[RegExp.prototype.exec.call(v, "abc")[1], v.lastIndex, "abcbd".replace(v, "-"), "bxby".match(v).join(), [..."bxby".matchAll(v)].length, "abc".search(v), RegExp.prototype.test.call(v, "zz"), v.source, v.flags, new RegExp(v).source, String(v), "xby".split(v).join("|")].join()',
  ),
  Promise: (vm) => run(vm, 'Promise.prototype.then.call(v, (n) => n + 1)', { v: HOST.promise() }).then((n) => n),
  Error: on(
    'error',
    '[Error.prototype.toString.call(v), v instanceof Error, v instanceof TypeError, v.name, v.message, typeof v.stack, Object.prototype.toString.call(v)].join()',
  ),
  boxed: (vm) =>
    run(
      vm,
      '[Number.prototype.valueOf.call(n), String.prototype.valueOf.call(s), Symbol.prototype.toString.call(y), n + 1, s.length, [...s].join(), JSON.stringify([n, s])].join()',
      { n: Object(1), s: Object('ab'), y: Object(Symbol.iterator) },
    ),
  Array: on(
    'array',
    '[Array.prototype.push.call(v, 3), Array.prototype.map.call(v, (n) => n * 2).join(), Array.from(v).join(), Array.prototype.concat.call([], v).length, [0].concat(v).length, [v].flat().length].join()',
  ),
  WeakMap: (vm) => {
    const key = {};
    return run(
      vm,
      '[WeakMap.prototype.get.call(w, key), WeakMap.prototype.has.call(w, {}), w.get(key), new WeakMap([[key, 2]]).get(key)].join()',
      { w: new WeakMap([[key, 1]]), key },
    );
  },
  generator: on(
    'generator',
    'const G = Object.getPrototypeOf(function* () {}).prototype; [JSON.stringify(G.next.call(v)), JSON.stringify(v.next())].join()',
  ),
  WeakRef: (vm) =>
    run(
      vm,
      'WeakRef.prototype.deref.call(r) === o && new WeakRef(o).deref() === o',
      (() => {
        const o = {};
        return { o, r: new WeakRef(o) };
      })(),
    ),
  Symbol: (vm) =>
    run(vm, '[s.toString(), Symbol.prototype.toString.call(s), s.description].join()', { s: Symbol('x') }),
  Function: (vm) =>
    run(
      vm,
      '[Function.prototype.toString.call(f), Function.prototype.call.call(f, null, 5), Function.prototype.bind.call(f, null, 6)()].join(";")',
      { f: (n) => n },
    ),
});

differential('constructors of the guest fed with host values', {
  'new Map, Set, WeakSet': (vm) =>
    run(
      vm,
      '[new Map(m).get("a"), new Map(entries).size, new Set(s).size, new Set(m.keys()).has("a"), new WeakSet([entries]).has(entries)].join()',
      {
        m: new Map([['a', 1]]),
        entries: [
          ['x', 1],
          ['y', 2],
        ],
        s: new Set([1, 2]),
      },
    ),
  'Array.from of a map, a set, a string, an array-like': (vm) =>
    run(
      vm,
      '[Array.from(m).join(), Array.from(s, (n) => n * 2).join(), Array.from(t).length, Array.from(l).join()].join(";")',
      { m: new Map([['a', 1]]), s: new Set([1, 2]), t: 'a\u{1f600}', l: { length: 2, 0: 'x', 1: 'y' } },
    ),
  'Object.fromEntries, entries, assign': (vm) =>
    run(vm, 'JSON.stringify([Object.fromEntries(m), Object.entries(o), Object.assign({}, o, m), { ...o, ...a }])', {
      m: new Map([['k', 1]]),
      o: {
        a: 1,
        get b() {
          return 2;
        },
      },
      a: ['x'],
    }),
  'new Date, RegExp, Error': (vm) =>
    run(
      vm,
      '[new Date(d).getTime(), new RegExp(r, "i").flags, new RegExp(r).source, new Error(o).message, new Error("m", { cause: o }).cause === o].join()',
      { d: new Date(5), r: /x/g, o: { toString: () => 'text' } },
    ),
  'new Proxy': (vm) =>
    run(
      vm,
      'const p = new Proxy(o, { get: (t, k) => k in t ? t[k] : "none" }); [p.a, p.z, Object.keys(p).join(), (p.b = 2, o.b)].join()',
      { o: { a: 1 } },
    ),
  'Promise.all, race, any, allSettled': (vm) =>
    run(
      vm,
      'Promise.all([p, q, 3]).then(async (all) => [all.join(), await Promise.race([p]), await Promise.any([r, p]), (await Promise.allSettled([r]))[0].reason].join(";"))',
      { p: Promise.resolve(1), q: Promise.resolve(2), r: Promise.reject(new Error('no')) },
    ).then((text) => text),
  JSON: (vm) =>
    run(
      vm,
      '[JSON.stringify(o), JSON.stringify([m, s, d, n, e]), JSON.stringify(t), JSON.parse(text, (k, v) => typeof v === "number" ? f(v) : v).a].join(";")',
      {
        o: { a: [1, { b: null }], u: undefined, f() {} },
        m: new Map(),
        s: new Set(),
        d: new Date(0),
        n: Object(5),
        e: new Error('x'),
        t: { toJSON: (k) => `json ${k}` },
        text: '{"a":1}',
        f: (n) => n + 1,
      },
    ),
  'String, Number, Math': (vm) =>
    run(
      vm,
      '[String(a), Number(d), Math.max(...a), `${o}`, a + "", parseInt(o), isNaN(a), [a, a].join("|"), Object(a) === a].join(";")',
      { a: [1, 2], d: new Date(7), o: { toString: () => '12px' } },
    ),
  'structured loops': (vm) =>
    run(
      vm,
      `const out = []; for (const [k, v] of m) out.push(k, v); for (const x of s) out.push(x); for (const [k, v] of Object.entries(o)) out.push(k, v);
    for (const { n } of list) out.push(n); for (const k in o) out.push(k); out.push(...m.values(), ...s, ...g()); out.join()`,
      {
        m: new Map([['a', 1]]),
        s: new Set([2]),
        o: { b: 3 },
        list: [{ n: 4 }],
        *g() {
          yield 5;
        },
      },
    ),
});

differential('bytes of the host', {
  'new Uint8Array(hostBuffer) shares memory': (vm) => {
    const buffer = new ArrayBuffer(4);
    new Uint8Array(buffer)[0] = 1;
    const result = run(
      vm,
      'const u = new Uint8Array(buffer); u[1] = 2; [u.join(), u.buffer === buffer, u.byteLength, u instanceof Uint8Array].join()',
      { buffer },
    );
    return [result, Buffer.from(buffer).toString('hex')];
  },
  'new Uint8Array(host typed array) copies': (vm) => {
    const source = new Uint16Array([1, 256]);
    return [run(vm, 'const u = new Uint8Array(source); u[0] = 9; u.join()', { source }), [...source]];
  },
  'host typed arrays': (vm) => {
    const u = new Uint8Array([3, 1, 2]);
    return [
      run(
        vm,
        '[u[0], u.length, u.byteLength, (u[1] = 300, u[1]), u.subarray(1).join(), [...u].join(), Array.from(u).join(), Object.keys(u).join(), u.map((n) => n + 1).join(), Math.max(...u), u instanceof Uint8Array, u.constructor.name].join(";")',
        { u },
      ),
      [...u],
    ];
  },
  'methods of the guest on them': (vm) => {
    const u = new Uint8Array([3, 1, 2]);
    return [
      run(
        vm,
        'const P = Uint8Array.prototype; [P.join.call(u, "+"), P.indexOf.call(u, 2), P.slice.call(u, 1).join(), P.fill.call(u, 7, 2) === u, P.sort.call(u).join(), Object.getOwnPropertyDescriptor(Object.getPrototypeOf(P), "length").get.call(u), P.set.call(u, [9], 0), u.join()].join(";")',
        { u },
      ),
      [...u],
    ];
  },
  'set and from between the sides': (vm) => {
    const u = new Uint8Array(4);
    return [
      run(
        vm,
        'const g = Uint8Array.of(1, 2); u.set(g, 1); g.set(u.subarray(1, 3)); [u.join(), g.join(), Uint16Array.from(u).join(), new Float32Array(u).length].join(";")',
        { u },
      ),
      [...u],
    ];
  },
  Buffer: (vm) =>
    run(
      vm,
      '[b.toString("hex"), b.length, b[0], Buffer.from("x").equals(Buffer.from(new Uint8Array([120]))), Buffer.isBuffer(b), Buffer.concat([b, new Uint8Array([33])]).toString(), b.slice(1).toString(), new Uint8Array(b).join()].join(";")',
      { b: Buffer.from('hi'), Buffer },
    ),
  'DataView of the guest on a host buffer': (vm) => {
    const buffer = new ArrayBuffer(8);
    const result = run(
      vm,
      'const d = new DataView(buffer, 1); d.setInt16(0, -2); [d.getUint8(1), d.byteOffset, DataView.prototype.getInt16.call(v, 0)].join()',
      { buffer, v: new DataView(new Uint8Array([1, 2]).buffer) },
    );
    return [result, Buffer.from(buffer).toString('hex')];
  },
  'ArrayBuffer.prototype.slice and isView': (vm) =>
    run(
      vm,
      '[ArrayBuffer.prototype.slice.call(b, 1).byteLength, b.slice(2).byteLength, ArrayBuffer.isView(u), ArrayBuffer.isView(b), b.byteLength].join()',
      { b: new ArrayBuffer(4), u: new Uint8Array(1) },
    ),
  'shared memory and Atomics': (vm) => {
    const shared = new Int32Array(new SharedArrayBuffer(8));
    return [
      run(vm, 'const s = new Int32Array(shared.buffer); Atomics.add(s, 0, 5); Atomics.store(shared, 1, 7); s.join()', {
        shared,
      }),
      [...shared],
    ];
  },
  'TextEncoder and TextDecoder given to the guest': (vm) =>
    run(
      vm,
      '[new TextDecoder().decode(new Uint8Array([104, 105])), new TextEncoder().encode("é").join(), new TextDecoder().decode(new TextEncoder().encode("hi").buffer)].join()',
      { TextEncoder, TextDecoder },
    ),
  'host constructors in place of the guest’s': (vm) => {
    const sandbox = vm.createContext({ ArrayBuffer, Uint8Array, Buffer });
    return vm
      .runInContext(
        'const u = new Uint8Array(2); [u instanceof Uint8Array, Buffer.from("a") instanceof Uint8Array, new Uint8Array(new ArrayBuffer(3)).length, u.buffer instanceof ArrayBuffer].join()',
        sandbox,
      )
      .concat(vm.runInContext('new Uint8Array(1)', sandbox) instanceof Uint8Array);
  },
  'crypto.getRandomValues': (vm) =>
    run(vm, 'const u = new Uint8Array(16); crypto.getRandomValues(u) === u && u.some(Boolean)', {
      crypto: globalThis.crypto,
    }),
});
