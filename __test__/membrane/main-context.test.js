'use strict';

// runInThisContext: the code runs in the realm of the host, with its intrinsics and its global.

const { differential } = require('../helpers/differential.js');
const { attempt, thrown } = require('../helpers/cases.js');

const here = (vm, code, options) => vm.runInThisContext(code, options);

// Names are unique for each case: the main context is one for both implementations.
let counter = 0;
const withGlobal = (action) => {
  const name = `testGlobal${counter++}`;
  try {
    return action(name);
  } finally {
    delete globalThis[name];
  }
};

const INTRINSICS = [
  'Object',
  'Function',
  'Array',
  'Number',
  'String',
  'Boolean',
  'Symbol',
  'Date',
  'Promise',
  'RegExp',
  'Error',
  'TypeError',
  'RangeError',
  'Map',
  'Set',
  'WeakMap',
  'Proxy',
  'Reflect',
  'JSON',
  'Math',
  'ArrayBuffer',
  'Uint8Array',
  'BigInt',
  'eval',
  'parseInt',
  'process',
  'Buffer',
  'setTimeout',
  'URL',
  'queueMicrotask',
  'structuredClone',
  'globalThis',
  'global',
  'console',
];

differential('intrinsics', {
  ...Object.fromEntries(
    INTRINSICS.map((name) => [`${name} is that of the host`, (vm) => here(vm, name) === globalThis[name]]),
  ),
  literals: (vm) => [
    here(vm, '[]') instanceof Array,
    here(vm, '({})') instanceof Object,
    here(vm, '(() => 1)') instanceof Function,
    here(vm, '/a/') instanceof RegExp,
    here(vm, '(async () => 1)()') instanceof Promise,
    here(vm, 'new (class A {})()') instanceof Object,
    here(vm, '(class extends Array {})').prototype instanceof Array,
  ],
  prototypes: (vm) => [
    Object.getPrototypeOf(here(vm, '({})')) === Object.prototype,
    Object.getPrototypeOf(here(vm, '[]')) === Array.prototype,
    here(vm, '(class {})').constructor === Function,
    here(vm, '[].push') === Array.prototype.push,
    here(vm, 'Object.getPrototypeOf(function* () {})') === Object.getPrototypeOf(function* () {}),
  ],
  errors: (vm) => [
    thrown(() => here(vm, 'null.x')) instanceof TypeError,
    thrown(() => here(vm, 'nope_')) instanceof ReferenceError,
    here(vm, 'new RangeError("m")') instanceof RangeError,
    thrown(() => here(vm, ')')) instanceof SyntaxError,
  ],
  'host values are of the same realm': (vm) =>
    withGlobal((name) => {
      globalThis[name] = { list: [1], date: new Date(), f() {}, error: new TypeError('m'), map: new Map() };
      return here(
        vm,
        `(({ list, date, f, error, map }) => [list instanceof Array, date instanceof Date, f instanceof Function,
      error instanceof TypeError, map instanceof Map, list.constructor === Array].join())(${name})`,
      );
    }),
});

differential('the global object', {
  this: (vm) => [
    here(vm, 'this') === globalThis,
    here(vm, '(function () { return this })()') === globalThis,
    here(vm, 'globalThis === global'),
  ],
  'the host reads what the code wrote': (vm) =>
    withGlobal((name) => {
      here(vm, `${name} = { a: 1 }`);
      return [globalThis[name], Object.getOwnPropertyDescriptor(globalThis, name).configurable];
    }),
  'the code reads what the host wrote': (vm) =>
    withGlobal((name) => {
      globalThis[name] = 5;
      const first = here(vm, `${name} + 1`);
      globalThis[name] = 6;
      return [first, here(vm, name)];
    }),
  deleting: (vm) =>
    withGlobal((name) => {
      globalThis[name] = 5;
      const deleted = here(vm, `delete globalThis.${name}`);
      return [deleted, name in globalThis, here(vm, `typeof ${name}`)];
    }),
  'defining an accessor': (vm) =>
    withGlobal((name) => {
      here(vm, `Object.defineProperty(globalThis, '${name}', { get: () => 7, configurable: true }); 0`);
      return globalThis[name];
    }),
  'function declarations': (vm) => {
    const name = `testFunction${counter++}`;
    here(vm, `function ${name}() { return 3 }`);
    return [globalThis[name](), typeof here(vm, name)];
  },
  'what belongs to modules is not there': (vm) =>
    here(vm, '[typeof require, typeof module, typeof exports, typeof __filename].join()'),
  'missing names': (vm) => {
    const { threw } = attempt(() => here(vm, 'surelyNotDefined'));
    return [threw, threw instanceof ReferenceError];
  },
  'strict writes to unknown names': (vm) => attempt(() => here(vm, '"use strict"; surelyNotDefined2 = 1')),
});

differential('wrappers', {
  'a module wrapper': (vm) => {
    const wrapper = here(
      vm,
      '(function (exports, require, module, __filename, __dirname) { exports.answer = 42; module.exports.file = __filename; exports.sep = require("path").sep.length; return this === exports })',
      { filename: 'wrapped.vm' },
    );
    const module = { exports: {} };
    return [
      wrapper.call(module.exports, module.exports, require, module, '/a/b.js', '/a'),
      module.exports,
      wrapper.length,
      wrapper instanceof Function,
    ];
  },
  'an async wrapper': async (vm) => {
    const wrapper = here(vm, '(async function (x) { await null; return [x, x * 2] })');
    const p = wrapper(2);
    return [p instanceof Promise, await p, (await wrapper(1)) instanceof Array];
  },
  'a class': (vm) => {
    const A = here(vm, '(class A extends Map { #p = 1; get p() { return this.#p } })');
    const a = new A([[1, 2]]);
    return [a instanceof Map, a.get(1), a.p, A.name];
  },
  'results used with host builtins': (vm) => {
    const o = here(
      vm,
      '({ list: [3, 1, 2], map: new Map([["a", 1]]), date: new Date(0), text: "x", nested: { f: (a) => a + 1 } })',
    );
    return [
      [...o.list].sort(),
      o.list.concat([4]),
      o.map,
      o.date,
      { ...o.nested }.f(1),
      Object.entries(o).length,
      JSON.stringify(o.list),
      structuredClone(o.map),
    ];
  },
  'instances of host classes': (vm) =>
    withGlobal((name) => {
      globalThis[name] = class Base {
        hi() {
          return 'base';
        }
      };
      const Sub = here(vm, `(class extends ${name} { hi() { return super.hi() + '!' } })`);
      return [new Sub().hi(), new Sub() instanceof globalThis[name]];
    }),
});

differential('changes of intrinsics', {
  'a method added to Array.prototype by the host': (vm) => {
    Object.defineProperty(Array.prototype, 'testLast', {
      value() {
        return this[this.length - 1];
      },
      configurable: true,
    });
    try {
      return here(vm, '[1, 2, 3].testLast()');
    } finally {
      delete Array.prototype.testLast;
    }
  },
  'a method added by the code': (vm) => {
    try {
      here(
        vm,
        'Object.defineProperty(String.prototype, "testShout", { value() { return this + "!" }, configurable: true }); 0',
      );
      return ['hi'.testShout(), here(vm, '"ho".testShout()')];
    } finally {
      delete String.prototype.testShout;
    }
  },
  'a static replaced and put back': (vm) => {
    const original = Object.keys;
    try {
      Object.keys = () => ['replaced'];
      return here(vm, 'Object.keys({})[0]');
    } finally {
      Object.keys = original;
    }
  },
});

differential('eval in the main context', {
  'sees the names around it': (vm) => here(vm, '((a) => { let b = 2; return eval("a + b") })(1)'),
  'changes them': (vm) => here(vm, '((a) => { eval("a = 5"); return a })(1)'),
  'declares in the function around it': (vm) => here(vm, '(() => { eval("var made = 1"); return made })()'),
  'sees `this` and `new.target`': (vm) => here(vm, 'new (function F() { this.seen = [eval("this") === this, eval("new.target") === F] })().seen'),
  'under another name sees globals only': (vm) => withGlobal((name) => {
    globalThis[name] = 'global';
    return here(vm, `((${name}, indirect) => [eval("${name}"), indirect("${name}"), (0, eval)("${name}")])('own', eval)`);
  }),
  'is one for both sides': (vm) => here(vm, '(other) => [eval === other, other("1 + 1"), [eval].includes(other)]')(eval),
  'of the host in strict code': (vm) => here(vm, '"use strict"; eval("var hidden = 1; typeof hidden") + typeof hidden'),
  'throws errors of the host': (vm) => {
    const error = thrown(() => here(vm, 'eval("1 +")'));
    return [error instanceof SyntaxError, error.message];
  },
  'that a program replaced': (vm) => {
    const original = globalThis.eval;
    globalThis.eval = (text) => `not ${text}`;
    try {
      return here(vm, '((a) => eval("a"))(1)');
    } finally {
      globalThis.eval = original;
    }
  },
});
