'use strict';

// Guest values printed by the host look as in Node.

const util = require('node:util');
const { differential } = require('../helpers/differential.js');
const { run, programs, child } = require('../helpers/cases.js');

const SHAPES = [
  '({})',
  '({ a: 1, b: "two", c: null, d: undefined, e: true, f: 1n, g: Symbol("s"), h: -0 })',
  '[]',
  '[1, "a", [2, [3, [4, [5]]]]]',
  '({ a: { b: { c: { d: 1 } } } })',
  '[1, , , 4]',
  '[undefined, null]',
  'Object.assign([1], { key: "v" })',
  'Array.from({ length: 120 }, (_, i) => i)',
  'Array.from({ length: 7 }, (_, i) => "item " + i)',
  'new Array(5)',
  '({ "a b": 1, "c-d": 2, 3: 4, é: 5 })',
  '({ [Symbol("k")]: 1, [Symbol.iterator]: 2 })',
  '"text"',
  '["it\'s", "say \\"hi\\"", "new\\nline"]',
  'Object.create(null)',
  'Object.assign(Object.create(null), { a: 1 })',
  'Object.create({ inherited: 1 })',
  'new (class Foo { x = 1; #p = 2 })()',
  'new (class Foo extends (class Bar {}) { y = [] })()',
  'new (class extends Array {})(3)',
  'new (class Stack extends Array { top() {} })()',
  '({ [Symbol.toStringTag]: "Tag", a: 1 })',
  'new (class A { get [Symbol.toStringTag]() { return "B" } })()',
  '(() => { const o = {}; o.self = o; return o })()',
  '(() => { const a = { n: 1 }, b = { a }; a.b = b; return [a, b, a] })()',
  '(() => { const o = {}; return [o, o] })()',
  'function named() {}; named',
  '(function () {})',
  '(() => {})',
  '(async () => {})',
  '(function* g() {})',
  '(async function* ag() {})',
  '(class A {})',
  '(class extends Object {})',
  '(class B extends (class A {}) { static s = 1 })',
  '(() => { class A {} return class B extends A { static s = 1 } })()',
  'Object.assign(() => {}, { a: 1 })',
  'Math.max',
  'Array',
  '[function f() {}, class C {}, () => {}]',
  '({ get a() { return 1 }, set b(v) {}, get c() { return 1 }, set c(v) {} })',
  'Object.defineProperty({}, "hidden", { value: 1 })',
  'new Map([["k", 1], [{ o: 1 }, [2]]])',
  'new Set([1, "a", { b: 1 }])',
  'new Map()',
  'new Set()',
  'new Map([["m", new Map([["n", new Set([1])]])]])',
  'new WeakMap()',
  'new WeakSet()',
  'new Map([[1, 2]]).entries()',
  'new Map([["k", { a: 1 }]]).keys()',
  'new Map([["k", 1], ["l", 1]]).values()',
  '(() => { const i = new Map([[1, 2], [3, 4]]).entries(); i.next(); return i })()',
  '(() => { const i = new Map([[1, 2]]).keys(); i.next(); i.next(); return i })()',
  '(() => { const m = new Map(); const i = m.entries(); m.set("i", i); return [i] })()',
  'Object.assign(new Map([[1, 2]]).entries(), { extra: 1 })',
  'new Set([1]).values()',
  'new Set(["a", { b: 1 }]).entries()',
  '(() => { const s = new Set([1, 2, 3]); const i = s.values(); i.next(); s.delete(2); return i })()',
  '(function* () {})()',
  '(async function* () {})()',
  '[1, 2].values()',
  'new Date(0)',
  'new Date(NaN)',
  'Object.assign(new Date(0), { a: 1 })',
  '/re(gex)?/gi',
  'Object.assign(/a/, { extra: 1 })',
  'new Uint8Array([1, 2])',
  'new Float32Array(3)',
  'new BigInt64Array([1n])',
  'new ArrayBuffer(4)',
  'new DataView(new ArrayBuffer(2))',
  'new SharedArrayBuffer(2)',
  'Object(1)',
  'Object("boxed")',
  'Object(true)',
  'Object(Symbol("y"))',
  'Object(1n)',
  'Object.assign(Object("s"), { a: 1 })',
  '(function () { return arguments })(1, 2)',
  '(function* () {})()',
  '(async function* () {})()',
  'new Proxy({ a: 1 }, {})',
  'new Proxy([1], {})',
  'new Proxy(function f() {}, {})',
  'Symbol("d")',
  'Symbol.iterator',
  'Math',
  'JSON',
  'Reflect',
  '[1.5, -0, NaN, Infinity, 123456789, 1e21]',
  '"x".repeat(200)',
  '["x".repeat(100), "y".repeat(100)]',
  '({ long: "a".repeat(80), short: 1, list: Array.from({ length: 30 }, (_, i) => i) })',
  '({ f() {}, g: async () => {}, [Symbol("m")]() {} })',
  'Object.freeze({ a: 1 })',
  'globalThis.x = 1; ({ x })',
  '({ a: [{ b: { c: {} } }] })',
  '[[[[]]]]',
  '[{ a: { b: { c: 1 } } }]',
  '({ constructor: 5 })',
  '({ constructor: "Name", a: 1 })',
  'Object.setPrototypeOf({ a: 1 }, Object.setPrototypeOf({}, null))',
  'new (function Old() { this.a = 1 })()',
  'new (class { x = 1 })()',
  '({ __proto__: { constructor: function Fake() {} } })',
  'new WeakRef({ a: 1 })',
  'Object.create(Date.prototype)',
  'Object.create(Array.prototype)',
  '[["a", 1], ["b", 2]]',
  '({ d: new Date(0), r: /x/, m: new Map([[1, 2]]), s: new Set([3]), e: [new Uint8Array(1)] })',
  'Object.create(class Base {}.prototype)',
  '[Symbol.for("a")]',
];

differential(
  'util.inspect',
  programs(SHAPES, (value) => util.inspect(value)),
);

const look = (options) => (value) => util.inspect(value, options);

differential(
  'util.inspect, depth 0',
  programs(
    ['({ a: {} })', '[[1]]', 'new Map([[{}, {}]])', 'new (class Foo { o = {} })()', '[new (class Foo {})()]'],
    look({ depth: 0 }),
  ),
);
differential(
  'util.inspect, no depth limit',
  programs(
    ['({ a: { b: { c: { d: { e: 1 } } } } })', '[[[[[[1]]]]]]', 'const o = { l: [] }; o.l.push({ o }); o'],
    look({ depth: Infinity }),
  ),
);
differential(
  'util.inspect, showHidden',
  programs(
    [
      '[1]',
      'Object.defineProperty({ a: 1 }, "hidden", { value: 2 })',
      'new Map([[1, { a: 2 }]])',
      'new Uint8Array(1)',
      'new Set([1])',
    ],
    look({ showHidden: true }),
  ),
);
differential(
  'util.inspect, colors',
  programs(
    [
      '({ a: 1, b: "s", c: null, d: undefined, e: true, f: Symbol("x"), g: /r/, h: new Date(0), i() {}, j: 1n })',
      '[1, "a"]',
    ],
    look({ colors: true }),
  ),
);
differential(
  'util.inspect, compact false, sorted, getters',
  programs(
    [
      '({ b: 1, a: [1, { c: 2 }] })',
      '({ z: 1, get a() { return 5 } })',
      'new Map([["b", 1], ["a", 2]])',
      'new Set([3, 1])',
    ],
    look({ compact: false, sorted: true, getters: true }),
  ),
);
differential(
  'util.inspect, limits',
  programs(
    [
      'Array.from({ length: 10 }, (_, i) => i)',
      '"long ".repeat(30)',
      'new Map([[1, 1], [2, 2], [3, 3], [4, 4]])',
      'new Set([1, 2, 3, 4])',
      'new Uint8Array(9)',
    ],
    look({ maxArrayLength: 3, maxStringLength: 12, breakLength: 40 }),
  ),
);

const firstLine = (text) => text.split('\n')[0];

differential('errors printed', {
  'header of an error': (vm) => firstLine(util.inspect(run(vm, 'new TypeError("boom")'))),
  'an error in an object': (vm) => util.inspect(run(vm, '({ e: new Error("boom") })')).split('\n').slice(0, 2),
  'a subclass': (vm) => firstLine(util.inspect(run(vm, 'new (class Mine extends Error {})("m")'))),
  'a changed name': (vm) => firstLine(util.inspect(run(vm, 'Object.assign(new Error("m"), { name: "Custom" })'))),
  'without a stack': (vm) => util.inspect(run(vm, 'const e = new Error("m"); e.stack = undefined; e')),
  'with its own stack': (vm) => util.inspect(run(vm, 'const e = new Error("m"); e.stack = "my stack"; e')),
  'with properties': (vm) =>
    util
      .inspect(run(vm, 'Object.assign(new Error("m"), { code: "E", info: { a: 1 } })'))
      .replace(/\n {4}at [^\n{]*/g, ''),
  'with a cause': (vm) =>
    util.inspect(run(vm, 'new Error("outer", { cause: new TypeError("inner") })')).replace(/\n +at [^\n{]*/g, ''),
  'an aggregate': (vm) =>
    util.inspect(run(vm, 'new AggregateError([new Error("a"), 5], "all")')).replace(/\n +at [^\n{]*/g, ''),
  'depth of nested errors': (vm) => util.inspect(run(vm, '[[[new Error("deep")]]]')).replace(/\n +at [^\n{]*/g, ''),
  'a revoked proxy': (vm) =>
    util.inspect(run(vm, 'const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); proxy')),
});

differential('customised', {
  'util.inspect.custom of a guest object': (vm) =>
    util.inspect(
      run(
        vm,
        '({ [Symbol.for("nodejs.util.inspect.custom")](depth, options, inspect) { return `<${depth} ${typeof options.stylize} ${inspect([1])}>` } })',
      ),
    ),
  'on a guest class': (vm) =>
    util.inspect([
      run(vm, 'new (class { x = 1; [custom]() { return { shown: this.x } } })()', { custom: util.inspect.custom }),
    ]),
  'toString is not used': (vm) => util.inspect(run(vm, '({ toString: () => "no", a: 1 })')),
  'a mixed graph': (vm) =>
    util.inspect(
      run(vm, 'const g = { host, list: [host, f] }; host.guest = g; g', {
        host: { h: 1 },
        f: function hostFunction() {},
      }),
    ),
  'a host object that holds guest ones': (vm) =>
    util.inspect({ a: run(vm, '[1, { b: 2 }]'), m: new Map([[run(vm, '"k"'), run(vm, 'new Set([1])')]]) }),
  'again after a change': (vm) => {
    const sandbox = vm.createContext();
    const o = vm.runInContext('var o = { a: 1 }; o', sandbox);
    const first = util.inspect(o);
    vm.runInContext('o.b = [o]', sandbox);
    const second = util.inspect(o);
    delete o.a;
    return [first, second, util.inspect(o)];
  },
  'util.format': (vm) => [
    util.format(
      '%s|%d|%i|%f|%j|%O|%%',
      ...run(vm, '[{ a: 1 }, 5, "7.5", "1.5", { b: [1] }, { c: { d: { e: {} } } }]'),
    ),
    util.format(run(vm, '"%s"'), run(vm, '[1]')),
  ],
  'util.format with %o': (vm) => util.format('%o', run(vm, '[1]')),
  'toString for %s': (vm) =>
    util.format('%s|%s|%s|%s', ...run(vm, '[{ toString() { return "own" } }, new (class A { toString() { return "class" } })(), { a: { b: {} } }, [1, {}]]')),
  'without custom methods': (vm) =>
    util.inspect(run(vm, '({ a: [1, { b: [] }], f() {}, [Symbol.for("nodejs.util.inspect.custom")]() { return "no" } })'), { customInspect: false, depth: 5 }),
  'of a prototype, whose heirs have the method': (vm) =>
    util.inspect(run(vm, 'class A { x = 1; [Symbol.for("nodejs.util.inspect.custom")]() { return "x is " + this.x } } [A.prototype, new A()]')),
  'returning the object itself': (vm) =>
    util.inspect(run(vm, '[new (class A { x = 1; [Symbol.for("nodejs.util.inspect.custom")]() { return this } })()]')),
  'getters that run': (vm) => util.inspect(run(vm, '({ get a() { return this.b }, b: 2 })'), { getters: true }),
  'frozen and sealed objects': (vm) => {
    const frozen = run(vm, 'Object.freeze({ a: 1, list: Object.seal([1, 2]), C: Object.freeze(class C {}) })');
    Object.isFrozen(frozen) && Object.isSealed(frozen.list) && Object.isFrozen(frozen.C);
    frozen.list[0] = 5;
    return [util.inspect(frozen), util.inspect(frozen)];
  },
  'cycles through everything': (vm) =>
    util.inspect(
      run(vm, 'var a = { n: 1 }; a.self = a; a.list = [a]; a.q = new (class Q { constructor() { this.q = this } })(); function f() {} f.f = f; a.f = f; a'),
      { depth: 9 },
    ),
  'prototypes without a prototype': (vm) =>
    util.inspect(run(vm, 'class N {} Object.setPrototypeOf(N.prototype, null); [new N(), Object.setPrototypeOf([1], null), Object.setPrototypeOf(() => {}, null)]')),
  'a proxy whose traps throw': (vm) => util.inspect(run(vm, 'new Proxy({ a: 1 }, { get() { throw 1 }, ownKeys() { throw 2 } })')),
  'the global': (vm) => util.inspect(vm.runInContext('this', vm.createContext({ x: 1, y: { z: 2 } }))),
  'getters do not run': (vm) => {
    const sandbox = { ran: 0 };
    util.inspect(run(vm, '({ get a() { ran++; return 1 } })', sandbox));
    return sandbox.ran;
  },
  'a sandbox': (vm) => {
    const sandbox = vm.createContext({ a: 1 });
    vm.runInContext('var v = { g: 1 }; function f() {} class K {}; i = [f]', sandbox);
    return util.inspect(sandbox);
  },
  'an instance of a host class with guest parts': (vm) =>
    util.inspect(
      run(vm, 'const h = new Host(); h.g = { a: [1] }; h', {
        Host: class Host {
          n = 1;
        },
      }),
    ),
  'a guest subclass of a host class': (vm) =>
    util.inspect(
      run(vm, 'class G extends Host { m = 2 } new G()', {
        Host: class Host {
          n = 1;
        },
      }),
    ),
});

differential('printed by a process', {
  'console.log and console.error': (vm) =>
    child(
      vm,
      `vm.runInNewContext('log({ a: [1, { b: 2 }] }, [1, 2], new Map([[1, 2]]), () => 1, "text", null); error("%s is %d", "x", 5)', { log: console.log, error: console.error })`,
    ),
  'console.table, dir and group': (vm) =>
    child(
      vm,
      `vm.runInNewContext('console.table([{ a: 1 }, { a: 2 }]); console.group("g"); console.dir({ a: { b: {} } }, { depth: 0 }); console.groupEnd(); console.log("end")', { console })`,
    ),
  // In the process of the tests promises carry the ids of async_hooks.
  promises: (vm) =>
    child(
      vm,
      `const rejected = vm.runInNewContext('Promise.reject(5)');
    rejected.catch(() => {});
    console.log(rejected, ...vm.runInNewContext('[Promise.resolve({ a: 1 }), new Promise(() => {}), Object.assign(Promise.resolve(1), { x: 1 }), (async () => "x")()]'))`,
    ),
  'the console of the guest prints nothing': (vm) =>
    child(vm, `vm.runInNewContext('console.log("unseen"); console.error("unseen"); console.warn(1)')`),
  'process.stdout.write of a guest typed array': (vm) =>
    child(vm, `process.stdout.write(vm.runInNewContext('new Uint8Array([104, 105, 10])'))`),
});
