'use strict';

// Object.defineProperty and its relatives on the contextified global.

const { differential, expected } = require('../helpers/differential.js');
const { rows, run } = require('../helpers/cases.js');

const fixed = () => Object.defineProperty({}, 'x', { value: 1, writable: true, enumerable: true });
const define = (key, descriptor) => `Object.defineProperty(this, ${JSON.stringify(key)}, ${descriptor}) === globalThis`;

differential(
  'defineProperty',
  rows([
    [() => ({}), define('x', '{ value: 1 }'), 'x', 'x = 2; x', 'delete x'],
    [() => ({}), define('x', '{ value: 1, writable: true }'), 'x = 2; x'],
    [() => ({}), define('x', '{ value: 1, enumerable: true, configurable: true }'), 'delete x', 'typeof x'],
    [() => ({ x: 5 }), define('x', '{ enumerable: false }'), 'x'],
    [() => ({ x: 5 }), define('x', '{ value: 6 }'), 'x'],
    [
      () => ({
        get x() {
          return 1;
        },
      }),
      define('x', '{ value: 3 }'),
      'x',
    ],
    [
      () => ({
        get x() {
          return 1;
        },
      }),
      define('x', '{ value: 3, writable: true }'),
      'x = 4; x',
    ],
    [fixed, define('x', '{ value: 2 }'), 'x'],
    [
      () => Object.defineProperty({}, 'x', { value: 1 }),
      define('x', '{ value: 2 }'),
      'Reflect.defineProperty(this, "x", { value: 2 })',
      'x',
    ],
    [() => Object.defineProperty({}, 'x', { value: 1 }), define('x', '{ get() { return 2 } }'), 'x'],
    [() => ({}), define('undefined', '{ value: 2 }'), 'Reflect.defineProperty(this, "NaN", { value: 2 })'],
    [() => ({}), define('Array', '{ value: 2, configurable: true }'), 'Array', 'delete Array'],
    [
      () => ({}),
      define('p', '{ get() { return this.v }, set(value) { this.v = value }, configurable: true }'),
      'p = 5; [p, v]',
      (s) => {
        s.p = 6;
        return s.v;
      },
      'p',
    ],
    [() => ({}), define('p', '{ get() { return this === globalThis } }'), 'p'],
    [() => ({}), define('p', '{ get() { return 1 } }'), 'p = 2; p', '"use strict"; p = 2'],
    [() => ({}), 'var x = 1; Object.defineProperty(this, "x", { get() { return 5 } }); x'],
    [() => ({}), 'Object.defineProperties(this, { a: { value: 1, enumerable: true }, b: { get: () => 2 } }); [a, b]'],
    [() => ({}), 'this.__defineGetter__("g", () => 3); g', 'this.__lookupGetter__("g")()'],
    [
      () => ({}),
      'Reflect.defineProperty(this, "x", { value: 1 })',
      'x',
      'Reflect.defineProperty(this, "x", { value: 2 })',
      'x',
    ],
    [() => ({}), 'Object.defineProperty(this, "x", 1)', 'Object.defineProperty(this, "x", { get: 1 })', 'typeof x'],
    [() => ({}), 'Object.defineProperty(this, 0, { value: "a", enumerable: true }); this[0]', '0 in this'],
    [
      () => ({}),
      'class A { static { Object.defineProperty(globalThis, "fromStatic", { value: this.name }) } } fromStatic',
    ],
  ]),
);

// What a definition leaves out stays as it was for the guest, on the sandbox and behind it.
const sandboxes = [
  () => ({}),
  () => ({ x: 1 }),
  () => Object.defineProperty({}, 'x', { value: 1, writable: true, configurable: true }),
  () => Object.defineProperty({}, 'x', { value: 1, configurable: true }),
  () => Object.create({ x: 1 }),
];
const descriptors = [
  '{ value: 7 }', '{ value: 7, writable: true }', '{ value: 7, configurable: true }',
  '{ get() { return 5 }, configurable: true }',
];

differential(
  'what a definition leaves out',
  rows(
    sandboxes.flatMap((make) =>
      descriptors.flatMap((descriptor) => [
        [
          make,
          `Reflect.defineProperty(this, "x", ${descriptor})`,
          'JSON.stringify(Object.getOwnPropertyDescriptor(this, "x"))',
          'x = 8; x',
          '"use strict"; x = 9',
          '"use strict"; this.x = 10',
          'x',
        ],
        [make, 'var x = 3', `Reflect.defineProperty(this, "x", ${descriptor})`, 'x'],
      ]),
    ),
  ),
);

differential('definitions by the host', {
  'an accessor': (vm) => {
    let value = 1;
    const sandbox = vm.createContext({});
    Object.defineProperty(sandbox, 'x', {
      get: () => value,
      set: (v) => {
        value = v;
      },
      configurable: true,
    });
    return [vm.runInContext('x', sandbox), vm.runInContext('x = 5; x', sandbox), value];
  },
  'a setter alone': (vm) => {
    const seen = [];
    const sandbox = vm.createContext({});
    Object.defineProperty(sandbox, 'x', {
      set: (v) => {
        seen.push(v);
      },
    });
    return [vm.runInContext('x = 5; typeof x', sandbox), seen];
  },
  'a value that cannot change': (vm) => {
    const sandbox = vm.createContext({});
    Object.defineProperty(sandbox, 'x', { value: 1 });
    return [vm.runInContext('x = 2; x', sandbox), vm.runInContext('delete this.x', sandbox), sandbox.x];
  },
  'a getter that replaces itself': (vm) => {
    let runs = 0;
    const sandbox = vm.createContext({});
    Object.defineProperty(sandbox, 'lazy', {
      configurable: true,
      get() {
        runs++;
        Object.defineProperty(this, 'lazy', { value: 'ready', writable: true, configurable: true });
        return this.lazy;
      },
    });
    return [
      vm.runInContext('[lazy, lazy, typeof lazy]', sandbox),
      runs,
      Object.getOwnPropertyDescriptor(sandbox, 'lazy'),
    ];
  },
  'Object.assign': (vm) => {
    const sandbox = vm.createContext({});
    Object.assign(sandbox, { a: 1, b: { c: 2 } });
    return vm.runInContext('[a, b.c, Object.keys(b)]', sandbox);
  },
});

const descriptor = 'JSON.stringify(Object.getOwnPropertyDescriptor(this, "x"))';

differential(
  'getOwnPropertyDescriptor',
  rows([
    [
      () => ({ x: 1 }),
      descriptor,
      'Object.getPrototypeOf(Object.getOwnPropertyDescriptor(this, "x")) === Object.prototype',
    ],
    [() => Object.create({ x: 1 }), descriptor],
    [() => ({}), descriptor],
    [() => ({}), 'x = 1', descriptor],
    [() => ({}), 'var x = 1', descriptor],
    [() => ({}), 'function x() {}', 'Object.getOwnPropertyDescriptor(this, "x").value === x'],
    [() => ({}), 'let x = 1', descriptor],
    [() => fixed(), descriptor],
    [
      () => ({
        get x() {
          return 1;
        },
      }),
      'const d = Object.getOwnPropertyDescriptor(this, "x"); [typeof d.get, d.set, d.get()]',
    ],
    [
      () => ({}),
      'JSON.stringify(Object.getOwnPropertyDescriptor(this, "Array"))',
      'JSON.stringify(Object.getOwnPropertyDescriptor(this, "NaN"))',
    ],
    [() => ({ x: 1 }), 'Object.keys(Object.getOwnPropertyDescriptors(this)).includes("x")'],
  ]),
);

differential('the guest sees the getter of the sandbox', {
  'as the same function': (vm) => {
    const get = () => 1;
    const sandbox = vm.createContext(Object.defineProperty({}, 'x', { get, configurable: true }));
    return vm.runInContext('Object.getOwnPropertyDescriptor(this, "x").get', sandbox) === get;
  },
  'and the host that of the guest': (vm) => {
    const sandbox = vm.createContext({});
    const get = vm.runInContext('const get = () => 1; Object.defineProperty(this, "x", { get }); get', sandbox);
    return Object.getOwnPropertyDescriptor(sandbox, 'x').get === get;
  },
  'which runs in the guest': (vm) => {
    const sandbox = vm.createContext({});
    vm.runInContext('Object.defineProperty(this, "x", { get: () => [] })', sandbox);
    return [sandbox.x instanceof Array, Array.isArray(sandbox.x), vm.runInContext('x instanceof Array', sandbox)];
  },
});

// Node 20 mixes up own and inherited names of the sandbox in these questions.
expected(
  'own names',
  'hasOwn is for own names only',
  (vm) => [...run(vm, '["x", "toString", "Array", "nope"].map((k) => Object.hasOwn(globalThis, k))', { x: 1 })],
  [true, false, true, false],
);
expected(
  'own names',
  'in is for what Object.prototype of the guest has',
  (vm) => run(vm, 'Object.prototype.added = 1; ["added" in this, Object.hasOwn(this, "added")].join()'),
  'true,false',
);
expected(
  'own names',
  'propertyIsEnumerable',
  (vm) =>
    run(
      vm,
      '["x", "hidden"].map((k) => Object.prototype.propertyIsEnumerable.call(this, k)).join()',
      Object.defineProperty({ x: 1 }, 'hidden', { value: 2 }),
    ),
  'true,false',
);
expected(
  'own names',
  'Object.keys are those of the sandbox',
  (vm) => run(vm, 'Object.keys(this).join()', Object.assign(Object.create({ inherited: 1 }), { b: 1, a: 2, 1: 3 })),
  '1,b,a',
);
expected(
  'own names',
  'getOwnPropertyNames begins with those of the sandbox',
  (vm) =>
    run(
      vm,
      'Object.getOwnPropertyNames(this).slice(0, 3).join()',
      Object.defineProperty({ b: 1, a: 2 }, 'hidden', { value: 3 }),
    ),
  'b,a,hidden',
);
expected(
  'own names',
  'for…in',
  (vm) => run(vm, 'const keys = []; for (const k in this) keys.push(k); keys.join()', { b: 1, a: 2 }),
  'b,a',
);
