'use strict';

// Enumerating the contextified global.

const { differential } = require('../helpers/differential.js');
const { rows, run } = require('../helpers/cases.js');

const symbol = Symbol('s');

differential(
  'enumerating',
  rows([
    [() => ({ b: 1, a: 2 }), 'Object.keys(this)', 'Object.values(this)', 'Object.entries(this)'],
    [() => ({ b: 1, 2: 0, a: 2, 1: 0 }), 'Object.keys(this)'],
    [() => ({ b: 1, a: { c: 2 } }), 'JSON.stringify(this)', '({ ...this })', 'Object.assign({}, this)'],
    [() => ({ a: 1 }), 'const keys = []; for (const k in this) keys.push(k); keys'],
    [() => ({ a: 1, 5: 1 }), 'b = 2; var c = 3, f; function d() {} let e; this[1] = 4; Object.keys(this)'],
    [() => ({ a: 1 }), 'var b = 1, c; const keys = []; for (const k in this) keys.push(k); keys.join()'],
    [() => ({ b: 1 }), 'var a = 1, b = 2; JSON.stringify(this)', '({ ...this })', 'Object.entries(this)'],
    [() => ({ a: 1 }), 'z = 1; w = 2; delete z; z = 3; delete a; a = 4; Object.keys(this)', (s) => Object.keys(s)],
    [() => ({ a: 1 }), 'delete a; Object.keys(this)'],
    [() => ({}), 'Object.keys(this)', 'JSON.stringify(this)'],
    [() => Object.create(null), 'Object.keys(this)', 'x = 1; Object.keys(this)'],
    [() => [1, 2], 'Object.keys(this)'],
    [
      () => ({ a: 1 }),
      'Object.getOwnPropertyNames(this).includes("a")',
      'Object.getOwnPropertyNames(this).includes("Array")',
    ],
    [() => ({ a: undefined, f() {}, [symbol]: 1 }), 'JSON.stringify(this)'],
    [() => ({ toJSON: () => 'mine' }), 'JSON.stringify(this)'],
    [
      () => ({
        a: 1,
        get b() {
          return 2;
        },
      }),
      'const { a, b, ...rest } = this; [a, b, Object.keys(rest)]',
    ],
    [
      () => ({ a: 1 }),
      (s) => {
        s.b = 2;
        delete s.a;
      },
      'Object.keys(this)',
    ],
    [() => ({ a: 1 }), '"a" in this', '"Array" in this', '"nope" in this', 'Reflect.has(this, "a")'],
    [() => Object.create({ a: 1 }), '"a" in this', 'Reflect.has(this, "a")', '"b" in Object.create(this)'],
    [() => new (class { a() {} })(), '"a" in globalThis', '"constructor" in this'],
    [() => ({ a: undefined }), '"a" in this'],
    [() => new Proxy({ a: 1 }, {}), '"a" in this', '"b" in this'],
    [() => Object.create(new Proxy({ a: 1 }, {})), '"a" in this', '"b" in this'],
    [() => ({ a: 1 }), 'Object.hasOwn(this, "a")', 'this.hasOwnProperty("nope")', 'Object.hasOwn(this, "Array")'],
  ]),
);

differential('enumerating from the host', {
  'keys of the sandbox after guest declarations': (vm) => {
    const sandbox = vm.createContext({ given: 0 });
    vm.runInContext(
      'var v = 1; function f() {} async function a() {} let l; const c = 1; class K {} i = 2; this.t = 3',
      sandbox,
    );
    return Object.keys(sandbox).sort();
  },
  'no symbol marks a sandbox': (vm) => {
    const sandbox = vm.createContext({ a: 1 });
    return [Reflect.ownKeys(sandbox), Object.getOwnPropertySymbols(sandbox).length];
  },
  'the builtins are not on the sandbox': (vm) => {
    const sandbox = vm.createContext({});
    vm.runInContext('new Map(); [].push(1)', sandbox);
    return [Reflect.ownKeys(sandbox), 'Map' in sandbox];
  },
  'names of a fresh global that Node 20 has': (vm) => {
    const names = run(vm, 'Object.getOwnPropertyNames(this)');
    return [...names].filter((name) => name !== 'Iterator');
  },
  'names of a fresh global are not enumerable': (vm) =>
    run(
      vm,
      `Object.entries(Object.getOwnPropertyDescriptors(this)).map(([k, d]) =>
      k + (d.writable ? 'W' : '-') + (d.enumerable ? 'E' : '-') + (d.configurable ? 'C' : '-'))
      .filter((text) => !text.startsWith('Iterator')).sort().join(' ')`,
    ),
});
