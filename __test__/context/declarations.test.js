'use strict';

// What top-level declarations leave on the sandbox and on the global.

const { differential } = require('../helpers/differential.js');
const { rows, run } = require('../helpers/cases.js');

const accessor = (log = []) => ({
  log,
  get x() {
    return 'got';
  },
  set x(value) {
    log.push(typeof value);
  },
});

differential(
  'var',
  rows([
    [() => ({}), 'var x', 'x', '"x" in this', (s) => 'x' in s, 'x = 1', (s) => s.x],
    [() => ({}), 'var x = 1', 'x', 'this.x', 'delete x'],
    [() => ({ x: 5 }), 'var x', 'x'],
    [() => ({ x: 5 }), 'var x = 6', 'x'],
    [() => ({}), '"use strict"; var x = 1; this.x'],
    [() => accessor(), 'var x = 1', 'x'],
    [() => Object.create({ x: 1 }), 'var x', 'x', (s) => Object.hasOwn(s, 'x')],
    [() => Object.create({ x: 1 }), 'var x = 2', 'x', (s) => Object.getPrototypeOf(s).x],
    [() => Object.defineProperty({}, 'x', { value: 1 }), 'var x = 2', 'x'],
    [() => ({}), 'for (var i = 0; i < 2; i++); i', (s) => s.i],
    [() => ({}), 'var [a, { b }] = [1, { b: 2 }], { c = 3, ...d } = { e: 4 }; [a, b, c]'],
    [() => ({}), 'for (var k in { p: 1 }); for (var v of [2]); [k, v]'],
    [() => ({}), 'if (true) { var inBlock = 1 } try { throw 2 } catch (e) { var inCatch = e } [inBlock, inCatch]'],
    [() => ({}), 'seen = typeof late; var late = 1; seen'],
    [() => ({}), 'var x = 1; var x; x', 'var x = 2; x', 'var x; x'],
    [() => ({}), 'eval("var e = 1"); [e, delete e, typeof e]'],
    [() => ({}), '(0, eval)("var e = 1"); e', 'eval("let l = 1; l")', 'typeof l'],
    [() => ({}), 'var undefined; undefined', 'var undefined = 1; undefined', 'var NaN = 1; NaN'],
    [() => ({}), 'var Array = 1; Array', 'typeof [].map'],
  ]),
);

differential(
  'functions',
  rows([
    [() => ({}), 'function f(a, b) { return a + b } f(1, 2)', (s) => s.f(3, 4), 'delete f', (s) => 'f' in s],
    [() => ({}), 'typeof early; function early() {}', 'early.name'],
    [() => ({}), 'async function a() {} function* g() {} async function* ag() {}', '[typeof a, typeof g, typeof ag]'],
    [() => ({ f: 1 }), 'function f() {}', 'typeof f'],
    [() => Object.create({ f: 1 }), 'function f() {}', 'typeof f'],
    [
      () => ({
        log: [],
        get f() {
          return 'got';
        },
        set f(value) {
          this.log.push(typeof value);
        },
      }),
      'function f() {}',
      'f',
    ],
    [
      () => ({
        get f() {
          return 'got';
        },
      }),
      'function f() {}',
      'f',
    ],
    [
      () => Object.defineProperty({}, 'f', { value: 1, writable: true, configurable: true }),
      'function f() {}',
      'typeof f',
    ],
    [() => ({}), '{ function inBlock() { return 1 } } inBlock()'],
    [() => ({}), '"use strict"; { function inBlock() {} } typeof inBlock'],
    [() => ({}), 'if (true) function conditional() {} typeof conditional'],
    [
      () => ({}),
      'function f() { return 1 } function f() { return 2 } f()',
      'function f() { return 3 } f()',
      'var f; f()',
    ],
    [() => ({}), '"use strict"; function f() { return this } f()', 'typeof this.f'],
    [() => ({}), 'function Array() { return "mine" } Array()', '[].length'],
    [() => ({}), 'eval("function e() {}"); [typeof e, delete e, typeof e]'],
  ]),
);

differential(
  'lexical declarations',
  rows([
    [
      () => ({}),
      'let l = 1; const c = 2; class K {}',
      '[l, c, typeof K, K.name]',
      '"l" in this',
      'this.c',
      (s) => Object.keys(s),
    ],
    [() => ({ x: 1 }), 'let x = 2; [x, this.x]', 'x', (s) => s.x],
    [() => ({}), 'const c = 1; c = 2', 'c', '"use strict"; c = 3'],
    [
      () => ({ y: 'of the sandbox' }),
      '(function () { globalThis.kind = () => typeof z; globalThis.read = () => y; globalThis.write = (v) => { z = v } })()',
      '[kind(), read()]',
      'let y = 1, z; [kind(), read()]',
      'write(5); [kind(), z, this.z]',
      (s) => s.z,
    ],
    [() => ({}), 'let Array = 1; Array', '[].constructor === this.Array'],
    [() => ({}), 'let l = 1', 'l = 2; this.l = 3; [l, this.l]', 'delete l', 'delete this.l; l'],
    [() => ({}), 'let l = 1', 'eval("l")', 'new Function("return l")()', '(() => l)()', 'typeof l'],
    [() => ({}), 'let a = 1; function read() { return a }', 'a = 2; read()', (s) => s.read()],
    [() => ({}), 'l; let l = 1', 'typeof l', 'l', 'l = 2'],
    [() => ({}), 'let q = (() => { throw 1 })()', 'q', 'typeof q', 'q = 3', 'let q'],
    [() => ({}), 'class K { static s = 1; #p = 2; get p() { return this.#p } }', 'new K().p', 'K.s'],
    [() => ({}), 'let l', 'l', 'const { a, ...b } = { a: 1, c: 2 }; [a, b.c]'],
    [() => Object.defineProperty({}, 'x', { value: 1 }), 'let x = 2; x'],
    [() => ({}), '{ let inner = 1 } typeof inner', 'eval("const e = 1"); typeof e'],
    [() => ({}), '"use strict"; let l = 1; const c = 2;', '[l, c]'],
    [
      () => ({}),
      'let l = 1',
      (s) => {
        s.l = 5;
      },
      '[l, this.l]',
    ],
  ]),
);

// Declaring a name again is refused when the later script is run.
differential(
  'declaring again',
  rows([
    ...['let x', 'const x = 2', 'class x {}', 'var x', 'function x() {}'].map((code) => [
      () => ({}),
      'let x = 1',
      code,
      'x',
    ]),
    ...['let x', 'const x = 2', 'class x {}'].flatMap((code) => [
      [() => ({}), 'var x = 1', code, 'x'],
      [() => ({}), 'function x() {}', code, 'typeof x'],
      [() => ({}), 'x = 1', code, 'typeof x'],
      [() => ({}), 'this.x = 1', code],
      [() => ({ x: 1 }), code, 'this.x'],
      [() => ({}), 'Object.defineProperty(this, "x", { value: 1 }); 0', code],
      [() => ({}), 'Object.defineProperty(this, "x", { value: 1, configurable: true }); 0', code],
    ]),
    [() => ({}), 'var x = 1', 'function x() {}', 'typeof x', 'var x = 2', 'x'],
    [() => ({}), 'let undefined', 'let NaN', 'let Infinity'],
    [() => ({}), 'let x; let x'],
    [() => ({}), 'let x; var x'],
    [() => ({}), 'let y = 1; let x = 1', 'y = 5; let x = 2', 'y'],
    [() => ({}), 'eval("var x"); 0', 'let x = 1; x'],
    [() => ({}), 'let x = 1', 'eval("var x")', '(0, eval)("var x = 2")', 'x'],
  ]),
);

differential('scripts run again', {
  'const is refused the second time': (vm) => {
    const script = new vm.Script('const k = 1; k');
    const sandbox = vm.createContext({});
    const first = script.runInContext(sandbox);
    try {
      return [first, script.runInContext(sandbox)];
    } catch (error) {
      return [first, error];
    }
  },
  'const is fresh in another context': (vm) => {
    const script = new vm.Script('const k = n; k');
    return [1, 2, 3].map((n) => script.runInNewContext({ n }));
  },
  'var counts on': (vm) => {
    const script = new vm.Script('var n = (typeof n === "number" ? n : 0) + 1; n');
    const sandbox = vm.createContext({});
    return [1, 2, 3].map(() => script.runInContext(sandbox));
  },
  'lexical bindings of one context are unknown in another': (vm) => {
    const [a, b] = [vm.createContext({}), vm.createContext({})];
    vm.runInContext('let shared = 1', a);
    return [vm.runInContext('typeof shared', a), vm.runInContext('typeof shared', b)];
  },
  'declarations of a script that fails to parse leave nothing': (vm) => {
    const sandbox = vm.createContext({});
    try {
      vm.runInContext('var a = 1; let b = 2; )', sandbox);
    } catch {}
    return [Object.keys(sandbox), run(vm, 'typeof a + typeof b', sandbox)];
  },
  'declarations of a script that is refused leave nothing': (vm) => {
    const sandbox = vm.createContext({});
    vm.runInContext('let x = 1', sandbox);
    try {
      vm.runInContext('var fresh = 1; let x = 2', sandbox);
    } catch {}
    return [Object.keys(sandbox), vm.runInContext('typeof fresh', sandbox)];
  },
});

// A getter, a Proxy and what is read-only tell what V8 does to the sandbox for a declaration.
const watched = () => {
  const log = [];
  const note = (name) => (target, key, ...rest) => {
    log.push(`${name} ${String(key)}`);
    return Reflect[name](target, key, ...rest);
  };
  return new Proxy({ log }, { get: note('get'), set: note('set') });
};

differential(
  'functions that meet something',
  rows([
    [() => accessor(), 'function x() {}', 'typeof x', (s) => delete s.x, 'typeof x', 'let x = 1; x'],
    [() => Object.create(accessor()), 'function x() {}', 'typeof x', (s) => delete s.x, 'typeof x'],
    [() => Object.freeze({ x: 1 }), 'function x() {}', 'typeof x', 'let x = 1'],
    [() => Object.create(Object.freeze({ x: 1 })), 'function x() {}', 'typeof x', 'let x = 1'],
    [watched, 'function x() {}', 'async function y() {}', (s) => s.log.filter((line) => / [xy]$/.test(line))],
  ]),
);

differential(
  'inherited properties that refuse',
  rows(
    [() => Object.create(Object.freeze({ x: 1 })), () => Object.create(accessor())].flatMap((make) => [
      [make, 'x = 2', 'x', (s) => delete s.x, '[x, JSON.stringify(Object.getOwnPropertyDescriptor(this, "x"))]'],
      [make, '"use strict"; x = 2', 'x', 'Object.getOwnPropertyDescriptor(this, "x")'],
      [make, '"use strict"; this.x = 2', 'x', 'Object.getOwnPropertyDescriptor(this, "x")'],
      [make, 'var x = 2', 'x', 'Object.getOwnPropertyDescriptor(this, "x")', '"use strict"; x = 3', 'x'],
    ]),
  ),
);
