'use strict';

// Reading names of the contextified global: the sandbox first, with its prototypes, then the builtins.

const { differential, expected } = require('../helpers/differential.js');
const { rows, run, thrown } = require('../helpers/cases.js');

differential(
  'reads',
  rows([
    [() => ({ x: 1 }), 'x', 'this.x', 'globalThis.x', 'typeof x'],
    [() => Object.create({ x: 1 }), 'x', 'this.x', 'typeof x'],
    [() => Object.create(Object.create({ x: 1 }), { y: { value: 2 } }), '[x, y]'],
    [() => ({}), 'nope', 'typeof nope', 'this.nope', 'globalThis["nope"]'],
    [() => ({ x: undefined }), 'x', '"x" in this', 'typeof x'],
    [() => ({ x: null }), 'x === null'],
    [
      () => ({
        get x() {
          return this;
        },
      }),
      'x === globalThis',
      'this.x === globalThis',
      'x === this',
    ],
    [
      () => ({
        get x() {
          return 7;
        },
      }),
      '[x, this.x, x + x]',
    ],
    [
      () => ({
        get x() {
          throw new RangeError('from the host');
        },
      }),
      'x',
      'typeof x',
      'this.x',
    ],
    [
      () =>
        Object.create(
          {
            get x() {
              return Object.keys(this);
            },
          },
          { own: { value: 1, enumerable: true } },
        ),
      'x',
    ],
    [() => ({ set x(value) {} }), '[typeof x, x]'],
    [() => ({}), 'typeof toString', 'toString === Object.prototype.toString'],
    [() => Object.create(null), 'typeof toString', 'toString === Object.prototype.toString'],
    [() => ({}), 'typeof hasOwnProperty', 'typeof constructor', 'typeof valueOf'],
    [() => ({ Array: 5 }), '[Array, [].constructor === Array]', '[].length', 'Array.isArray'],
    [() => ({ undefined: 5, NaN: 6 }), '[undefined, this.undefined, NaN, this.NaN]', 'void 0 === undefined'],
    [() => ({ Infinity: 1 }), '[Infinity, this.Infinity, 1 / 0]'],
    [() => ({ globalThis: 5 }), 'globalThis', 'typeof this'],
    [() => ({ eval: (code) => `host ${code}` }), 'eval("1+1")', '(0, eval)("2")'],
    [() => ({ Object: 1, Function: 2 }), '[Object, Function, ({}).constructor === Object, typeof (() => 1).call]'],
    [() => ({ x: 1 }), 'eval("x")', '(0, eval)("x")', 'new Function("return x")()', 'eval("this.x")'],
    [() => ({ x: 1 }), '(function () { return x })()', '(() => { "use strict"; return x })()', 'with ({ x: 2 }) x'],
    [() => ({ x: 1, y: 2 }), '({ x, y })', '[x, y].join()', '`${x}${y}`', 'x ? y : 0'],
    [() => ({ 'a b': 1, '': 2, ünïcode: 3 }), 'this["a b"]', 'this[""]', 'ünïcode'],
    [
      () => ({ 0: 'a', 7: 'b', '-1': 'c', 4294967295: 'd' }),
      '[this[0], this[7], this[-1], this[4294967295]]',
      '0 in this',
    ],
    [() => [10, 20], '[length, this[0], this[1], this[2]]', 'Array.isArray(this)', 'this.push(30)', 'join("-")'],
    [
      () => ({
        f() {
          return this === undefined;
        },
      }),
      'f()',
      'this.f()',
      '(0, f)()',
    ],
    [
      () => ({
        f() {
          'use strict';
          return this;
        },
      }),
      'f() === undefined',
      'this.f() === globalThis',
    ],
    [() => ({ [Symbol.unscopables]: { x: true }, x: 1 }), 'typeof x', 'x'],
    [
      () =>
        new (class Foo {
          constructor() {
            this.a = 1;
          }
          m() {
            return typeof this;
          }
          get g() {
            return this.a;
          }
        })(),
      'a',
      'm()',
      'this.m()',
      'g',
      'typeof constructor',
    ],
    [() => new Map([[1, 2]]), 'typeof size', 'typeof get', 'Object.prototype.toString.call(this)'],
    [() => new Date(0), 'typeof getTime', 'Object.prototype.toString.call(this)'],
    [() => Object.create(null, { x: { value: 1 } }), 'x', 'typeof Object', 'typeof isPrototypeOf'],
    [() => Object.freeze({ x: 1, nested: { y: 2 } }), 'x', 'nested.y', '(nested.y = 3, nested.y)'],
    [
      () => {
        const s = { v: 1 };
        s.self = s;
        return s;
      },
      'self === globalThis',
      'self === this',
      'self.v',
      'self.self.self.v',
    ],
    [
      () => {
        const s = {};
        s.list = [s];
        s.get = () => s;
        return s;
      },
      'list[0] === globalThis',
      'get() === globalThis',
      'list[0] === get()',
    ],
    [
      () => ({ x: 1 }),
      (s) => {
        s.x = 2;
      },
      'x',
      (s) => {
        delete s.x;
      },
      'typeof x',
      (s) => {
        s.x = 3;
      },
      'x',
    ],
    [() => ({}), 'Object.prototype.foo = 1; foo', 'typeof foo', 'this.foo', '({}).foo', 'delete Object.prototype.foo'],
    [() => Object.create(null), 'Object.prototype.foo = 1; foo', 'globalThis.foo'],
  ]),
);

differential('the global object', {
  'this, globalThis and eval give one object': (vm) =>
    run(
      vm,
      '[this, globalThis, eval("this"), (0, eval)("this"), new Function("return this")(),' +
        '(function () { return this })(), (() => this)()].every((g) => g === this)',
    ),
  'it is not the sandbox': (vm) => {
    const sandbox = {};
    return run(vm, 'this', sandbox) === sandbox;
  },
  'a strict function has no this': (vm) => run(vm, '(function () { "use strict"; return this })()'),
  'prototype chain': (vm) =>
    run(
      vm,
      `const p = Object.getPrototypeOf(this);
      [Reflect.ownKeys(p).join(), typeof p.constructor, Object.getPrototypeOf(p) === Object.prototype]`,
    ),
  typeof: (vm) => run(vm, '[typeof this, typeof globalThis]'),
  'as a string': (vm) => run(vm, '`${Object.prototype.toString.call(this)}`'),
  'a host property of Object.prototype is seen through the sandbox': (vm) => {
    Object.prototype.fromTheHost = 1;
    try {
      return [run(vm, 'typeof fromTheHost'), run(vm, 'typeof fromTheHost', Object.create(null))];
    } finally {
      delete Object.prototype.fromTheHost;
    }
  },
  'a missing name is a ReferenceError of the guest': (vm) => {
    const error = thrown(() => run(vm, 'nope'));
    return [error, error instanceof ReferenceError];
  },
  'the same error comes out of a getter': (vm) => {
    const error = new RangeError('mine');
    return (
      thrown(() =>
        run(vm, 'x', {
          get x() {
            throw error;
          },
        }),
      ) === error
    );
  },
  'getters run each time they are read': (vm) => {
    let count = 0;
    const sandbox = vm.createContext({
      get n() {
        return ++count;
      },
    });
    return [vm.runInContext('[n, n, this.n]', sandbox), vm.runInContext('n', sandbox), count];
  },
});

expected(
  'reads',
  'in does not run a getter',
  (vm) => {
    let ran = 0;
    const found = run(vm, '"x" in this', {
      get x() {
        ran++;
        return 1;
      },
    });
    return { found, ran };
  },
  { found: true, ran: 0 },
);
