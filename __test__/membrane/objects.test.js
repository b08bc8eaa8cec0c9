'use strict';

// Properties, descriptors, integrity, prototypes and Proxies across the border.

const { differential } = require('../helpers/differential.js');
const { run, attempt, programs } = require('../helpers/cases.js');

differential(
  'guest objects as data',
  programs([
    '({})',
    '({ a: 1, b: { c: [2] } })',
    '({ 2: "two", b: 1, 1: "one", a: 2 })',
    '({ get a() { return 1 }, set a(v) {} })',
    'Object.create(null)',
    'Object.create({ inherited: 1 }, { own: { value: 2 } })',
    'Object.freeze({ a: 1 })',
    'Object.seal({ a: 1 })',
    'Object.preventExtensions({ a: 1 })',
    'Object.defineProperty({}, "hidden", { value: 1 })',
    '({ [Symbol.iterator]: 1, [Symbol.for("x")]: 2, [Symbol("own")]: 3 })',
    '(() => { const o = {}; o.self = o; return o })()',
    'new (class A { x = 1; #p = 2; get g() { return 3 } })()',
    '({ __proto__: null, a: 1 })',
    '({ "": 1, "a b": 2, ünï: 3 })',
    '({ f() {}, g: () => 1, h: class {} })',
    'Object("text")',
    'Object(5n)',
    'Object(Symbol.iterator)',
    'new Number(-0)',
    'new Date(86400000)',
    '/a(?<n>b)/giu',
    'new Map([["k", { v: 1 }], [{}, 2]])',
    'new Set([1, "a", {}])',
    'new Uint8Array([1, 2, 3])',
    'new Float64Array([0.5])',
    'new BigInt64Array([1n])',
    'new Uint16Array([1, 256]).buffer',
    'new DataView(new ArrayBuffer(4), 1)',
    'new Error("m")',
    'new TypeError("t", { cause: { a: 1 } })',
    'Object.assign(new RangeError("r"), { code: "E_MINE", extra: 1 })',
    'new AggregateError([new Error("a"), 1], "agg")',
  ]),
);

differential('guest objects handled by the host', {
  'add, change, delete': (vm) => {
    const sandbox = vm.createContext();
    const o = vm.runInContext('var o = { a: 1, b: 2 }; o', sandbox);
    o.a = 5;
    o.c = { d: 1 };
    const deleted = delete o.b;
    return [
      deleted,
      vm.runInContext('JSON.stringify(o)', sandbox),
      Object.keys(o),
      'b' in o,
      Object.hasOwn(o, 'c'),
      o.hasOwnProperty('a'),
    ];
  },
  'defineProperty and back': (vm) => {
    const sandbox = vm.createContext();
    const o = vm.runInContext('var o = {}; o', sandbox);
    Object.defineProperty(o, 'fixed', { value: 1 });
    Object.defineProperty(o, 'acc', {
      get() {
        return this === o;
      },
      configurable: true,
      enumerable: true,
    });
    return [
      vm.runInContext('[o.fixed, o.acc, (o.fixed = 2, o.fixed), delete o.fixed].join()', sandbox),
      Object.getOwnPropertyDescriptors(o),
      attempt(() => Object.defineProperty(o, 'fixed', { value: 2 })).threw.name,
      Reflect.defineProperty(o, 'fixed', { value: 2 }),
    ];
  },
  'freeze, seal, preventExtensions': (vm) =>
    ['freeze', 'seal', 'preventExtensions'].map((method) => {
      const sandbox = vm.createContext();
      const o = vm.runInContext('var o = { a: 1 }; o', sandbox);
      return [
        Object[method](o) === o,
        vm.runInContext(
          'o.a = 2; o.b = 3; delete o.a; JSON.stringify([o, Object.isFrozen(o), Object.isSealed(o), Object.isExtensible(o)])',
          sandbox,
        ),
        Object.isFrozen(o),
        Object.isSealed(o),
        Object.isExtensible(o),
      ];
    }),
  'strict writes to frozen ones throw': (vm) => {
    const o = run(vm, 'Object.freeze({ a: 1 })');
    return [
      attempt(() => {
        o.a = 2;
      }),
      attempt(() => {
        o.b = 2;
      }),
      attempt(() => {
        delete o.a;
      }),
    ].map(({ threw }) => [threw.name, threw instanceof TypeError]);
  },
  setPrototypeOf: (vm) => {
    const sandbox = vm.createContext();
    const o = vm.runInContext('var o = { own: 1 }; o', sandbox);
    const proto = {
      inherited: 2,
      me() {
        return this === o;
      },
    };
    Object.setPrototypeOf(o, proto);
    return [
      o.inherited,
      vm.runInContext('[o.inherited, o.me(), "inherited" in o].join()', sandbox),
      Object.getPrototypeOf(o) === proto,
      proto.isPrototypeOf(o),
    ];
  },
  'as prototype of a host object': (vm) => {
    const proto = run(
      vm,
      '({ inherited: 1, get self() { return this }, set stored(v) { this.kept = v }, m() { return super.toString === undefined } })',
    );
    const o = Object.create(proto);
    o.stored = 5;
    return [o.inherited, o.self === o, o.kept, Object.keys(o), proto.kept, Object.getPrototypeOf(o) === proto];
  },
  'getters and setters': (vm) => {
    const o = run(vm, '({ n: 1, get twice() { return this.n * 2 }, set twice(v) { this.n = v / 2 } })');
    o.twice = 10;
    return [o.n, o.twice, Reflect.get(o, 'twice', { n: 50 }), Reflect.set(o, 'twice', 8, { n: 0 }), o.n];
  },
  'Object.* readers': (vm) => {
    const o = run(vm, '({ b: 1, a: [2], 1: "x" })');
    return [
      Object.keys(o),
      Object.values(o),
      Object.entries(o).length,
      Object.getOwnPropertyNames(o),
      { ...o },
      Object.assign({}, o),
      Object.fromEntries(Object.entries(o)),
      JSON.stringify(o),
    ];
  },
  'for…in with inherited names': (vm) => {
    const keys = [];
    for (const key in run(
      vm,
      'Object.create({ inherited: 1 }, { own: { value: 1, enumerable: true }, hidden: { value: 2 } })',
    ))
      keys.push(key);
    return keys;
  },
  'destructuring and spread': (vm) => {
    const {
      a,
      b: { c = 5, ...d },
      ...rest
    } = run(vm, '({ a: 1, b: { e: 2, f: 3 }, g: 4, get h() { return 6 } })');
    return [a, c, d, rest];
  },
  'optional chaining, in, typeof': (vm) => {
    const o = run(vm, '({ a: { b: null, f() { return this.b } } })');
    return [o?.a?.b?.c, o.x?.y, o.a.f?.(), o.nope?.(), 'a' in o, typeof o.a.f];
  },
  coercions: (vm) => {
    const [a, b, c, d] = run(
      vm,
      '[{ valueOf: () => 5 }, { toString: () => "s" }, { [Symbol.toPrimitive]: (hint) => hint }, new Date(0)]',
    );
    return [a + 1, a * 2, `${b}`, b + '!', +a, `${c}`, c + '', +d, a > 4, { s: 1 }[b]];
  },
  Reflect: (vm) => {
    const o = run(vm, '({ a: 1 })');
    return [
      Reflect.has(o, 'a'),
      Reflect.get(o, 'a'),
      Reflect.set(o, 'b', 2),
      Reflect.ownKeys(o),
      Reflect.deleteProperty(o, 'a'),
      Reflect.getPrototypeOf(o) === Object.getPrototypeOf(o),
      Reflect.isExtensible(o),
      Reflect.preventExtensions(o),
      Reflect.isExtensible(o),
      Reflect.set(o, 'c', 1),
      Reflect.setPrototypeOf(o, {}),
    ];
  },
  'JSON.stringify with toJSON and cycles': (vm) => {
    const o = run(vm, '({ toJSON(key) { return { key, n: 1n < 2 } } })');
    const cyclic = run(vm, 'const c = { a: [] }; c.a.push(c); c');
    return [
      JSON.stringify({ o }),
      JSON.stringify([o]),
      attempt(() => JSON.stringify(cyclic)).threw.name,
      JSON.stringify(run(vm, '({ d: new Date(0), u: undefined, f() {}, n: NaN })'), null, 1),
    ];
  },
  'a deep graph': (vm) => {
    let o = run(vm, 'let o = { end: true }; for (let i = 0; i < 1000; i++) o = { o }; o');
    let depth = 0;
    while (o.o) {
      o = o.o;
      depth++;
    }
    return [depth, o.end];
  },
});

differential('host objects handled by the guest', {
  'add, change, delete': (vm) => {
    const o = { a: 1, b: 2 };
    run(vm, 'o.a = 5; o.c = { d: 1 }; delete o.b', { o });
    return [o.a, 'b' in o, o.c.d, Object.keys(o)];
  },
  'Object.* of the guest': (vm) =>
    run(
      vm,
      `[Object.keys(o).join(), Object.values(o).join(), Object.entries(o).join(';'), JSON.stringify({ ...o }), JSON.stringify(Object.assign({}, o)), Object.getOwnPropertyNames(o).join(),
    Object.hasOwn(o, 'a'), 'toString' in o, o.hasOwnProperty('b'), JSON.stringify(Object.getOwnPropertyDescriptor(o, 'a')), Object.isFrozen(o), Object.is(o, o)]`,
      { o: { b: 1, a: 2, 1: 'x' } },
    ),
  'Reflect of the guest': (vm) =>
    run(
      vm,
      `[Reflect.has(o, 'a'), Reflect.get(o, 'a'), Reflect.set(o, 'b', 2), Reflect.ownKeys(o).join(), Reflect.deleteProperty(o, 'a'), Reflect.isExtensible(o),
    Reflect.preventExtensions(o), Reflect.isExtensible(o), Reflect.set(o, 'c', 1), Reflect.defineProperty(o, 'd', { value: 1 })]`,
      { o: { a: 1 } },
    ),
  'getters get the right this': (vm) => {
    const o = {
      n: 1,
      get twice() {
        return this.n * 2;
      },
      set twice(v) {
        this.n = v / 2;
      },
      get me() {
        return this === o;
      },
    };
    return run(
      vm,
      'o.twice = 10; const child = Object.create(o); child.n = 50; [o.n, o.twice, o.me, child.twice, child.me].join()',
      { o },
    );
  },
  'as prototype of a guest object': (vm) =>
    run(
      vm,
      'const o = Object.create(proto); o.own = 1; o.stored = 5; [o.inherited, o.kept, Object.keys(o).join(), Object.getPrototypeOf(o) === proto, o.isMine(o)].join()',
      {
        proto: {
          inherited: 1,
          set stored(v) {
            this.kept = v;
          },
          isMine(o) {
            return this === o;
          },
        },
      },
    ),
  'defineProperty and descriptors': (vm) => {
    const o = {};
    run(
      vm,
      'Object.defineProperty(o, "x", { get: () => [1], enumerable: true }); Object.defineProperties(o, { y: { value: 2 } })',
      { o },
    );
    return [Array.isArray(o.x), o.y, Object.keys(o), typeof Object.getOwnPropertyDescriptor(o, 'x').get];
  },
  'setPrototypeOf and __proto__': (vm) => {
    const o = {};
    run(vm, 'Object.setPrototypeOf(o, { fromGuest: 1 }); p.__proto__ = { also: 2 }', { o, p: (o.p = {}) });
    return [o.fromGuest, o.p.also];
  },
  prototypes: (vm) =>
    run(
      vm,
      '[Object.getPrototypeOf(o) === Object.prototype, Object.getPrototypeOf(o) === P, Object.getPrototypeOf(P), o.constructor === Object, o.constructor.name].join()',
      { o: {}, P: Object.prototype },
    ),
  'frozen, in strict code': (vm) =>
    run(
      vm,
      '"use strict"; const names = []; for (const f of [() => { o.a = 2 }, () => { o.b = 1 }, () => delete o.a]) try { f() } catch (e) { names.push(e.name, e instanceof TypeError) } names.join()',
      { o: Object.freeze({ a: 1 }) },
    ),
  'for…in, destructuring, coercion': (vm) =>
    run(
      vm,
      'const keys = [], { a, ...rest } = o; for (const k in o) keys.push(k); [keys.join(), a, JSON.stringify(rest), `${v}`, v + 1, v * 2].join(";")',
      {
        o: Object.assign(Object.create({ inherited: 1 }), { a: 1, b: 2 }),
        v: { valueOf: () => 4, toString: () => 'four' },
      },
    ),
  with: (vm) => {
    const o = { a: 1 };
    return [run(vm, 'with (o) { a = a + 1; b = 5; a }', { o }), o];
  },
  'JSON.stringify': (vm) =>
    run(
      vm,
      '[JSON.stringify(o), JSON.stringify({ o }, null, 1), JSON.stringify(o, ["a"]), JSON.stringify([d])].join(";")',
      { o: { a: 1, b: [1, { c: null }], u: undefined }, d: new Date(0) },
    ),
});
