'use strict';

// Contexts made with DONT_CONTEXTIFY: an ordinary global object, without a sandbox.

const util = require('node:util');
const { differential } = require('../helpers/differential.js');
const { attempt } = require('../helpers/cases.js');

const vanilla = (vm) => vm.createContext(vm.constants.DONT_CONTEXTIFY);

// Each step is guest code; the outcome tells the results and what the host sees of `names`.
const steps =
  (names, ...codes) =>
  (vm) => {
    const g = vanilla(vm);
    const results = codes.map((code) => attempt(() => vm.runInContext(code, g)));
    return [results, names.map((name) => Object.getOwnPropertyDescriptor(g, name))];
  };

differential('the object', {
  'is the global': (vm) => {
    const g = vanilla(vm);
    return [
      vm.runInContext('this', g) === g,
      vm.runInContext('globalThis', g) === g,
      vm.isContext(g),
      vm.createContext(g) === g,
    ];
  },
  'another one each time': (vm) => vanilla(vm) === vanilla(vm),
  'looks empty': (vm) => [
    Object.keys(vanilla(vm)),
    util.inspect(vanilla(vm)),
    Object.prototype.toString.call(vanilla(vm)),
  ],
  'is of the guest': (vm) => {
    const g = vanilla(vm);
    return [g instanceof Object, g instanceof g.Object, typeof g.Array, g.Array === Array];
  },
  'prototype chain': (vm) => {
    const g = vanilla(vm);
    const p = Object.getPrototypeOf(g);
    return [p === g.Object.prototype, Object.getPrototypeOf(p) === g.Object.prototype];
  },
  'has the builtins': (vm) => {
    const names = Object.getOwnPropertyNames(vanilla(vm));
    return ['Array', 'undefined', 'eval', 'console', 'WebAssembly', 'process', 'setTimeout'].map((name) =>
      names.includes(name),
    );
  },
  runInNewContext: (vm) => [
    vm.runInNewContext('x = 1; Object.keys(this)', vm.constants.DONT_CONTEXTIFY),
    new vm.Script('typeof x').runInNewContext(vm.constants.DONT_CONTEXTIFY),
  ],
});

differential('declarations and writes', {
  'implicit global': steps(['x'], 'x = 1', 'x', 'delete x', 'typeof x'),
  'strict implicit global': steps(['x'], '"use strict"; x = 1'),
  'property of this': steps(['x'], '"use strict"; this.x = 1; x'),
  var: steps(['x'], 'var x = 1', 'x', 'delete x', '"use strict"; delete this.x'),
  'var without a value': steps(['x'], 'var x', '"x" in this', 'Object.keys(this)'),
  function: steps(['f'], 'function f() { return 1 }', 'f()', 'delete f'),
  let: steps(['l'], 'let l = 1', 'l', 'this.l', 'let l'),
  'let over var': steps(['x'], 'var x', 'let x'),
  'let over an implicit global': steps(['x'], 'x = 1', 'let x = 2; [x, this.x]'),
  accessors: steps(
    ['a'],
    'Object.defineProperty(this, "a", { get() { return this === globalThis }, configurable: true }); a',
    'delete a',
    'typeof a',
  ),
  'read-only': steps(
    ['r'],
    'Object.defineProperty(this, "r", { value: 1 }); r = 2; r',
    '(() => { "use strict"; r = 2 })()',
  ),
  symbols: steps([Symbol.iterator], 'this[Symbol.iterator] = 1; Object.getOwnPropertySymbols(this).length'),
  'builtins overwritten': steps(['Array'], 'Array = 5; Array', 'delete Array', 'typeof Array'),
  'indexed names': steps(['0', '5'], 'this[5] = "a"; this[0] = "b"; Object.keys(this)'),
  'hasOwn and in': steps(
    [],
    'x = 1; [Object.hasOwn(this, "x"), "x" in this, Object.hasOwn(this, "toString"), "toString" in this]',
  ),
  enumeration: steps([], 'b = 1; a = 2; this[Symbol()] = 3; [Object.keys(this), JSON.stringify(this), { ...this }]'),
});

differential('freezing', {
  'by the guest': steps(
    ['x', 'y', 'z'],
    'x = 1; Object.freeze(globalThis) === globalThis',
    'x = 2; x',
    'y = 1; typeof y',
    '"use strict"; x = 2',
    '"use strict"; this.y = 1',
    'var z',
    'function ff() {}',
    'let l = 1; l',
    'Object.isFrozen(this)',
  ),
  'by the host': (vm) => {
    const g = vanilla(vm);
    g.x = 1;
    Object.freeze(g);
    return [
      Object.isFrozen(g),
      attempt(() => vm.runInContext('"use strict"; this.y = 1', g)),
      vm.runInContext('x = 5; x', g),
    ];
  },
  sealing: steps(['x'], 'x = 1; Object.seal(this); x = 2; [x, delete this.x, Object.isSealed(this)]'),
  'preventing extensions': steps([], 'Object.preventExtensions(this); y = 1; [typeof y, Object.isExtensible(this)]'),
});

differential('the host', {
  'writes and deletes': (vm) => {
    const g = vanilla(vm);
    g.x = { a: 1 };
    const first = vm.runInContext('x.a', g);
    delete g.x;
    return [first, vm.runInContext('typeof x', g)];
  },
  'defines accessors': (vm) => {
    const g = vanilla(vm);
    let value = 1;
    Object.defineProperty(g, 'x', {
      get: () => value,
      set: (v) => {
        value = v;
      },
      configurable: true,
    });
    return [vm.runInContext('x', g), vm.runInContext('x = 7; x', g), value];
  },
  'defines what cannot change': (vm) => {
    const g = vanilla(vm);
    Object.defineProperty(g, 'x', { value: 1 });
    return [
      vm.runInContext('x = 2; [x, delete this.x]', g),
      Object.getOwnPropertyDescriptor(g, 'x'),
      Reflect.deleteProperty(g, 'x'),
    ];
  },
  'sets the prototype': (vm) => {
    class Window {
      get title() {
        return `title of ${this.name}`;
      }
    }
    const g = vanilla(vm);
    Object.setPrototypeOf(g, Window.prototype);
    g.name = 'w';
    return [
      vm.runInContext('[title, this.title, name]', g),
      g instanceof Window,
      vm.runInContext('typeof hasOwnProperty', g),
    ];
  },
  'reads what the guest wrote': (vm) => {
    const g = vanilla(vm);
    vm.runInContext('var v = 1; function f() { return this === globalThis } i = [1]; let hidden', g);
    return [Object.keys(g), g.v, g.f(), Array.isArray(g.i), 'hidden' in g];
  },
  'assigns builtins': (vm) => {
    const g = vanilla(vm);
    g.Array = Array;
    return [
      vm.runInContext('Array.isArray([]) && !([] instanceof Array)', g),
      vm.runInContext('new Array() instanceof Array', g),
    ];
  },
  'calls a guest function with this': (vm) => {
    const g = vanilla(vm);
    vm.runInContext('function me() { return this }', g);
    return [g.me() === g, (0, g.me)() === g];
  },
  'puts it into itself': (vm) => {
    const g = vanilla(vm);
    g.window = g.self = g;
    return vm.runInContext('[window === globalThis, self.window.self === this, window.Array === Array]', g);
  },
});
