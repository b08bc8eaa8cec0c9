'use strict';

// Assigning to names of the contextified global, and what is on the sandbox afterwards.

const { differential } = require('../helpers/differential.js');
const { rows, run } = require('../helpers/cases.js');

const readOnly = (configurable) => Object.defineProperty({}, 'x', { value: 0, enumerable: true, configurable });

differential(
  'writes',
  rows([
    [() => ({}), 'x = 1', 'x', 'this.x'],
    [() => ({}), 'this.x = 1', 'x'],
    [() => ({}), 'globalThis.x = { y: 1 }', 'x.y = 2; x'],
    [() => ({}), '"use strict"; x = 1', 'typeof x'],
    [() => ({}), '"use strict"; this.x = 1', 'x'],
    [() => ({ x: 0 }), '"use strict"; x = 1', 'x'],
    [() => ({ x: 0 }), 'x++; x += 5; x ||= 9; x', 'x ??= 1', 'x--'],
    [() => readOnly(true), 'var x = 1; x', '"use strict"; x = 2; x', '"use strict"; this.x = 3; x'],
    [() => readOnly(false), 'function x() {}', '"use strict"; x = 2; x'],
    [() => Object.freeze({ x: 0 }), 'var x; x = 1; x', '"use strict"; x = 2; x'],
    [() => ({}), 'x ||= 9', 'this.x ||= 9; x', 'this.y ??= 8; y', 'this.z &&= 7; typeof z'],
    [() => Object.create({ x: 0 }), 'x = 1', 'x', (s) => Object.getPrototypeOf(s).x],
    [() => Object.create({ x: 0 }), '"use strict"; x = 1', 'x', (s) => Object.getPrototypeOf(s).x],
    [
      () => ({
        log: [],
        set x(value) {
          this.log.push(value);
        },
      }),
      'x = 1',
      '"use strict"; x = 2',
      'this.x = 3',
      'log.join()',
    ],
    [
      () => ({
        set x(value) {
          throw new RangeError('no');
        },
      }),
      'x = 1',
      'this.x = 1',
      '"use strict"; x = 1',
    ],
    [
      () => ({
        get x() {
          return 3;
        },
      }),
      'x = 1; x',
      '"use strict"; x = 1; x',
      '"use strict"; this.x = 1; x',
    ],
    [
      () => ({
        v: 1,
        get x() {
          return this.v;
        },
        set x(value) {
          this.v = value * 2;
        },
      }),
      'x = 5; [x, v]',
      'x++; v',
    ],
    [
      () =>
        Object.create({
          set x(value) {
            this.seen = value;
          },
        }),
      'x = 1',
      'seen',
      'this.x = 2; seen',
    ],
    [() => readOnly(true), 'x = 1; x', 'this.x = 1; x', '"use strict"; x = 1', '"use strict"; this.x = 1'],
    [() => readOnly(false), 'x = 1; x', 'this.x = 1; x', '"use strict"; x = 1', '"use strict"; this.x = 1'],
    [() => ({}), 'Object.defineProperty(this, "x", { value: 42 }); x = 0', 'x', '"use strict"; x = 0'],
    [() => ({}), 'undefined = 5; NaN = 6; Infinity = 7; [undefined, NaN, Infinity]'],
    [() => ({}), '"use strict"; undefined = 5', '"use strict"; globalThis.undefined = 5', '"use strict"; NaN = 1'],
    [() => ({ undefined: 5 }), 'undefined = 6; this.undefined'],
    [() => ({}), 'Array = 5; [Array, this.Array]', 'delete this.Array; typeof Array'],
    [() => ({}), 'Math.extra = 1; Math = { extra: 2 }; Math.extra'],
    [() => ({}), 'globalThis = 1; [globalThis, typeof this]'],
    [() => ({}), 'this.a = this.b = c = 1; [a, b, c]'],
    [() => ({}), '[a, b] = [1, 2]; ({ c, d: e } = { c: 3, d: 4 }); [a, b, c, e]'],
    [() => ({}), 'for (i = 0; i < 3; i++); i', 'for (k in { p: 1 }); k', 'for (v of [9]); v'],
    [() => ({}), '(function () { inner = 1 })(); inner', '(() => { "use strict"; inner2 = 1 })()'],
    [() => ({}), 'eval("e = 1"); e', '(0, eval)("f = 2"); f', 'new Function("g = 3")(); g'],
    [() => ({ f: null }), 'f = function () { return 1 }; f()', 'f.name', 'g = () => 2; g.name', 'C = class {}; C.name'],
    [() => ({}), 'Reflect.set(globalThis, "x", 1)', 'x', 'Reflect.set(globalThis, "y", 1, {})', 'typeof y'],
    [() => ({ x: 1 }), 'o = Object.create(globalThis); o.x = 2; [o.x, x, Object.keys(o).join()]'],
    [() => ({ x: 1 }), 'Object.assign(globalThis, { x: 2, y: 3 }) === globalThis', '[x, y]'],
    [
      () => ({}),
      'this[0] = "a"; this[1] = "b"; this[4294967295] = "c"; [this[0], 1 in this]',
      'delete this[0]',
      'this[0]',
    ],
    [() => [10, 20], 'this[2] = 30; length', 'length = 1; [length, this[1]]'],
    [() => ({}), 'this["a b"] = 1; this[""] = 2; this[1.5] = 3; this["__proto__x"] = 4'],
    [
      () => ({}),
      'x = 1',
      (s) => {
        s.x = 2;
      },
      'x',
      (s) => Object.defineProperty(s, 'x', { get: () => 3 }) === s,
      'x',
    ],
    [() => ({ list: [] }), 'list.push(1); list[5] = 2; list.length', 'list = [3]; list.length'],
    [
      () =>
        new (class Counter {
          n = 0;
          #p = 1;
          add() {
            this.n += this.#p;
            return this;
          }
        })(),
      'n = 5',
      'typeof add',
    ],
  ]),
);

const symbol = Symbol('known');

differential(
  'symbols',
  rows([
    [
      () => ({ [symbol]: 1, symbol }),
      'this[symbol] = 3; this[symbol]',
      'symbol in this',
      'delete this[symbol]',
      'symbol in this',
    ],
    [
      () => ({ symbol }),
      'this[symbol] = 3; this[symbol]',
      'Object.getOwnPropertySymbols(this).includes(symbol)',
      (s) => symbol in s,
    ],
    [() => ({ symbol }), 'Object.defineProperty(this, symbol, { value: 2, configurable: true }); this[symbol]'],
    [() => ({}), 'this[Symbol.toStringTag] = "Foo"; String(this)', (s) => String(s)],
    [() => ({ [Symbol.toStringTag]: 'Mine' }), 'String(this)', 'this[Symbol.toStringTag]'],
    [() => ({ [Symbol.for('shared')]: 1 }), 'this[Symbol.for("shared")]', 'this[Symbol.for("shared")] = 2'],
  ]),
);

differential('writes seen from the host', {
  'the sandbox holds the very object the guest assigned': (vm) => {
    const sandbox = vm.createContext({});
    const value = vm.runInContext('x = { a: 1 }', sandbox);
    return [sandbox.x === value, vm.runInContext('x', sandbox) === value];
  },
  'a host object assigned by the guest stays itself': (vm) => {
    const object = { a: 1 };
    const sandbox = vm.createContext({ object });
    vm.runInContext('copy = object; copy.b = 2', sandbox);
    return [sandbox.copy === object, object];
  },
  'the setter gets the sandbox as this': (vm) => {
    let receiver;
    const sandbox = {
      set x(value) {
        receiver = this;
      },
    };
    run(vm, 'x = 1', sandbox);
    const first = receiver === sandbox;
    run(vm, 'this.x = 1', sandbox);
    return [first, receiver === sandbox];
  },
  'the setter is called once': (vm) => {
    const calls = [];
    run(vm, 'x = 1; "use strict"; this.x = 2', {
      set x(value) {
        calls.push(value);
      },
    });
    return calls;
  },
  'values of every type arrive': (vm) => {
    const sandbox = vm.createContext({});
    vm.runInContext(
      `u = undefined; n = null; t = true; d = -0; nan = NaN; big = 2n ** 70n;
      s = "\\ud800"; y = Symbol.iterator; f = function named(a, b) {}; a = [1, , 3]; o = { x: { y: 1 } }`,
      sandbox,
    );
    return sandbox;
  },
});
