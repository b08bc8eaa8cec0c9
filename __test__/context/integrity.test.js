'use strict';

// Sandboxes that are frozen, sealed or closed, and attempts to freeze the global itself.

const { differential } = require('../helpers/differential.js');
const { rows, run } = require('../helpers/cases.js');

differential(
  'closed sandboxes',
  rows([
    [() => Object.freeze({ x: 0 }), 'x = 1; y = 2; var z = 3', '[x, y, z]'],
    [() => Object.freeze({ x: 0 }), '"use strict"; this.y = 2', 'y'],
    [() => Object.freeze({}), 'function f() { return 1 } f()', 'let l = 2; l', 'class C {} typeof C', 'f()'],
    [() => Object.freeze({ x: 0 }), 'Object.defineProperty(this, "y", { value: 2 }); y'],
    [() => Object.freeze([1, 2]), 'this[0] = 5; this[0]', 'length'],
    [() => Object.preventExtensions({ x: 1 }), 'x = 2; y = 3', '[x, y]', 'delete x', 'x = 9; x'],
    [() => Object.preventExtensions({ x: 1 }), '"use strict"; x = 2; this.y = 3; y'],
    [() => Object.seal({ x: 1 }), 'x = 2; delete this.x', 'x', 'y = 1; y'],
    [
      () => ({ x: 1 }),
      (s) => {
        Object.freeze(s);
      },
      'x = 2; y = 3; [x, y]',
    ],
  ]),
);

differential(
  'the global cannot be closed',
  rows([
    ...['freeze', 'seal', 'preventExtensions'].map((method) => [
      () => ({ x: 1 }),
      `Object.${method}(globalThis)`,
      'x = 2',
    ]),
    [() => ({}), 'Reflect.preventExtensions(globalThis)', 'Object.isExtensible(globalThis)'],
    [() => Object.freeze({ x: 1 }), 'Object.isExtensible(this)', 'Object.isFrozen(this)', 'Object.isSealed(this)'],
  ]),
);

differential(
  'prototype of the global',
  rows([
    [
      () => ({ x: 1 }),
      'Object.setPrototypeOf(globalThis, { fromProto: 5 }) === globalThis',
      'fromProto',
      'x',
      'typeof Array',
    ],
    [
      () => ({ x: 1 }),
      'Object.setPrototypeOf(globalThis, null) === globalThis',
      'x',
      'typeof Array',
      'typeof toString',
    ],
    [() => ({ x: 1 }), 'Object.setPrototypeOf(globalThis, { x: 2 }); x'],
    [() => Object.create(null), 'this.__proto__ = 1; this.__proto__', (s) => Object.keys(s)],
    [
      () => ({}),
      'this.__proto__ === Object.prototype',
      (s, vm) => vm.runInContext('this.__proto__', s) === Object.prototype,
    ],
  ]),
);

differential('prototype of the sandbox', {
  'changed by the host after creation': (vm) => {
    const sandbox = vm.createContext({ own: 1 });
    const before = vm.runInContext('typeof inherited', sandbox);
    Object.setPrototypeOf(sandbox, { inherited: 2, own: 3 });
    const after = vm.runInContext('[typeof inherited, inherited, own, this.inherited]', sandbox);
    Object.setPrototypeOf(sandbox, null);
    return [before, after, vm.runInContext('[typeof inherited, typeof hasOwnProperty]', sandbox)];
  },
  'changed to a class prototype': (vm) => {
    class Window {
      get location() {
        return `at ${this.path}`;
      }
      go(path) {
        this.path = path;
        return this.location;
      }
    }
    const sandbox = vm.createContext({});
    Object.setPrototypeOf(sandbox, Window.prototype);
    return [vm.runInContext('[typeof go, this.go("x"), location]', sandbox), sandbox.path];
  },
  'a prototype that changes': (vm) => {
    const base = { v: 1 };
    const sandbox = vm.createContext(Object.create(base));
    const seen = [vm.runInContext('v', sandbox)];
    base.v = 2;
    seen.push(vm.runInContext('v', sandbox));
    base.added = 3;
    seen.push(vm.runInContext('added', sandbox));
    delete base.v;
    seen.push(vm.runInContext('typeof v', sandbox));
    return seen;
  },
  'changed by the guest through __proto__': (vm) => {
    const sandbox = vm.createContext({});
    vm.runInContext('this.__proto__ = { given: 1 }', sandbox);
    return [sandbox.given, vm.runInContext('given', sandbox)];
  },
  'a frozen object in an open sandbox': (vm) =>
    run(vm, 'f.x = 2; [f.x, Object.isFrozen(f), Object.isExtensible(f)]', { f: Object.freeze({ x: 1 }) }),
  'a strict write to a frozen host object throws in the guest': (vm) =>
    run(vm, '"use strict"; try { f.x = 2 } catch (e) { [e instanceof TypeError, e.message] }', {
      f: Object.freeze({ x: 1 }),
    }),
});
