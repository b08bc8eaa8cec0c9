'use strict';

// The global object of a context in the hands of the host: runInContext('this', sandbox).

const util = require('node:util');
const { differential } = require('../helpers/differential.js');
const { attempt, run } = require('../helpers/cases.js');

const globalOf = (vm, sandbox = {}) => vm.runInContext('this', vm.createContext(sandbox));

differential('the global in the host', {
  identity: (vm) => {
    const sandbox = vm.createContext({});
    const g = vm.runInContext('this', sandbox);
    return [g === sandbox, g === globalThis, g === vm.runInContext('globalThis', sandbox), typeof g];
  },
  prototypes: (vm) => {
    const g = globalOf(vm);
    return [g instanceof Object, Object.getPrototypeOf(g) === Object.prototype, Object.getPrototypeOf(g) === null];
  },
  reading: (vm) => {
    const g = globalOf(vm, { x: 1 });
    return [g.x, g.nope, 'x' in g, 'nope' in g, typeof g.Array, g.Array === Array];
  },
  'writing reaches the sandbox': (vm) => {
    const sandbox = {};
    const g = globalOf(vm, sandbox);
    g.x = 1;
    g.y = { z: 2 };
    return [sandbox, vm.runInContext('x + y.z', sandbox)];
  },
  'deleting reaches the sandbox': (vm) => {
    const sandbox = { x: 1 };
    const g = globalOf(vm, sandbox);
    return [delete g.x, sandbox, vm.runInContext('typeof x', sandbox)];
  },
  'defining reaches the sandbox': (vm) => {
    const sandbox = {};
    const g = globalOf(vm, sandbox);
    Object.defineProperty(g, 'x', { value: 1, enumerable: true });
    Object.defineProperty(g, 'y', { get: () => 2, configurable: true });
    return [sandbox, vm.runInContext('[x, y]', sandbox)];
  },
  keys: (vm) => Object.keys(globalOf(vm, { b: 1, a: 2 })),
  'own names list the builtins': (vm) => {
    const names = Object.getOwnPropertyNames(globalOf(vm, { mine: 1 }));
    return ['Array', 'Map', 'undefined', 'eval', 'mine', 'process', 'Buffer', 'setTimeout'].map((name) =>
      names.includes(name),
    );
  },
  'own property descriptor': (vm) => Object.getOwnPropertyDescriptor(globalOf(vm, { x: 1 }), 'x'),
  'descriptor of a builtin': (vm) => {
    const { value, ...flags } = Object.getOwnPropertyDescriptor(globalOf(vm), 'Array');
    return [typeof value, flags];
  },
  'freezing is refused': (vm) => [
    attempt(() => Object.freeze(globalOf(vm))),
    attempt(() => Object.preventExtensions(globalOf(vm))),
  ],
  'util.inspect': (vm) => [util.inspect(globalOf(vm, { x: 1, y: { z: 2 } })), util.inspect(globalOf(vm))],
  'Object.prototype.toString': (vm) => Object.prototype.toString.call(globalOf(vm)),
  'JSON.stringify': (vm) => JSON.stringify(globalOf(vm, { x: 1, y: [2] })),
  isContext: (vm) => vm.isContext(globalOf(vm)),
  'as a context of runInContext': (vm) => attempt(() => vm.runInContext('1', globalOf(vm))),
  'strict write to a read-only property': (vm) => {
    const g = globalOf(vm, Object.defineProperty({}, 'x', { value: 1 }));
    return attempt(() => {
      g.x = 2;
    });
  },
  'as sandbox of a second context': (vm) => {
    const g = globalOf(vm, { x: 1 });
    return [vm.createContext(g) === g, vm.isContext(g), vm.runInContext('1 + 1', g)];
  },
  setPrototypeOf: (vm) => {
    const sandbox = vm.createContext({});
    const g = vm.runInContext('this', sandbox);
    Object.setPrototypeOf(g, { added: 5 });
    return [g.added, vm.runInContext('added', sandbox), sandbox.added];
  },
  'intrinsics by name': (vm) => {
    const g = globalOf(vm);
    const array = new g.Array(1, 2, 3);
    return [
      Array.isArray(array),
      array instanceof Array,
      array instanceof g.Array,
      array.length,
      g.Object.keys({ a: 1 }),
    ];
  },
  'a function of the global called by the host': (vm) => {
    const sandbox = vm.createContext({});
    vm.runInContext('function sum(...n) { return n.reduce((a, b) => a + b, 0) }', sandbox);
    const g = vm.runInContext('this', sandbox);
    return [sandbox.sum(1, 2), g.sum(3, 4), sandbox.sum === g.sum];
  },
  'structuredClone is refused': (vm) => {
    const { threw } = attempt(() => structuredClone(globalOf(vm)));
    return [threw.name, threw.code];
  },
});

class Foo {
  constructor() {
    this.a = 1;
  }
}

differential('tag of the global', {
  'of a class instance': (vm) => [
    run(vm, 'Object.prototype.toString.call(this)', new Foo()),
    util.inspect(globalOf(vm, new Foo())),
  ],
  'of an array': (vm) => run(vm, 'this[Symbol.toStringTag]', []),
  'of a map': (vm) => run(vm, 'this[Symbol.toStringTag]', new Map()),
  'of a plain object': (vm) => run(vm, '[this[Symbol.toStringTag], Object.prototype.toString.call(this)]'),
  'of a null prototype': (vm) =>
    run(vm, '[this[Symbol.toStringTag], Object.prototype.toString.call(this)]', Object.create(null)),
  'of a sandbox with its own tag': (vm) =>
    run(vm, 'Object.prototype.toString.call(this)', { [Symbol.toStringTag]: 'Mine' }),
  'its attributes': (vm) =>
    run(vm, 'JSON.stringify(Object.getOwnPropertyDescriptor(this, Symbol.toStringTag))', new Foo()),
  'nothing on the sandbox': (vm) => Object.getOwnPropertySymbols(vm.createContext(new Foo())),
});

differential('this in calls across the border', {
  'a sandbox function': (vm) => {
    const seen = [];
    const sandbox = vm.createContext({
      f() {
        seen.push(this);
      },
    });
    vm.runInContext('f(); this.f(); globalThis.f(); (0, this.f)()', sandbox);
    const g = vm.runInContext('this', sandbox);
    return seen.map((receiver) =>
      receiver === undefined ? 'undefined' : receiver === g ? 'global' : receiver === sandbox ? 'sandbox' : 'other',
    );
  },
  'a guest function called as a method of the sandbox': (vm) => {
    const sandbox = vm.createContext({});
    vm.runInContext(
      'function f() { return this === globalThis } function s() { "use strict"; return typeof this }',
      sandbox,
    );
    const { f, s } = sandbox;
    return [f(), f.call(null), s(), s.call(null), s.call(5), f.call({})];
  },
  'a guest function called by the sandbox gets the sandbox': (vm) => {
    const sandbox = vm.createContext({});
    vm.runInContext('function me() { return this }', sandbox);
    return sandbox.me() === sandbox;
  },
  'a sloppy host function called without this': (vm) => {
    const sloppy = new Function('return this === globalThis');
    return run(vm, '[f(), (0, f)()]', { f: sloppy });
  },
  'primitives as this': (vm) =>
    run(vm, '[f.call(5), f.call("s"), f.call(null), f.call(true)]', {
      f() {
        return typeof this;
      },
    }),
});
