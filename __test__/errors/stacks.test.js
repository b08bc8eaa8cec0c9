'use strict';

// error.stack of guest errors: names, files, lines and columns of the guest's frames.

const { differential } = require('../helpers/differential.js');
const { guestStack, thrown } = require('../helpers/cases.js');

const FILE = 'f.vm';

// The stack of the error that `code` makes (as its value) or throws.
const stackOf =
  (code, options = {}) =>
  (vm) => {
    const settings = { filename: FILE, displayErrors: false, ...options };
    const context = vm.createContext();
    try {
      return guestStack(vm.runInContext(code, context, settings));
    } catch (error) {
      return guestStack(error);
    }
  };

const FORMS = {
  'top level': 'new Error("m")',
  thrown: 'throw new TypeError("m")',
  'third line': '\n\n  new Error("m")',
  'a function': 'function outer() { return new Error("m") } outer()',
  'nested functions':
    'function a() { return b() }\nfunction b() { return c() }\nfunction c() {\n  return new Error("m")\n}\na()',
  'an arrow': 'const arrow = () => new Error("m"); arrow()',
  'an anonymous function': '(function () { return new Error("m") })()',
  'a method of an object': 'const o = { meth() { return new Error("m") } }; o.meth()',
  'a method of a class': 'class K { m() { return new Error("m") } } new K().m()',
  'a static method': 'class K { static s() { return new Error("m") } } K.s()',
  'a constructor': 'class K { constructor() { this.e = new Error("m") } } new K().e',
  'a constructor function': 'function Old() { this.e = new Error("m") } new Old().e',
  'a derived constructor': 'class A { constructor() { this.e = new Error("m") } } class B extends A {} new B().e',
  'a private method': 'class K { #p() { return new Error("m") } m() { return this.#p() } } new K().m()',
  'a setter': 'let e; const o = { set s(v) { e = new Error("m") } }; o.s = 1; e',
  'a static block': 'let e; class K { static { e = new Error("m") } } e',
  'a field': 'class K { f = new Error("m") } new K().f',
  'a generator': 'function* gen() { yield new Error("m") } gen().next().value',
  'a callback of map': '[1].map(() => new Error("m"))[0]',
  'a named callback': '[1].map(function cb() { return new Error("m") })[0]',
  'a callback of forEach, sort and replace': 'let e; [2, 1].sort(function cmp() { e = new Error("m"); return 0 }); e',
  'JSON.stringify with toJSON': 'let e; JSON.stringify({ toJSON() { e = new Error("m") } }); e',
  'Reflect.apply': 'Reflect.apply(function f() { return new Error("m") }, null, [])',
  'call and apply': '(function f() { return new Error("m") }).call(1)',
  'a bound function': '(function f() { return new Error("m") }).bind(1)()',
  'a computed method': 'const o = { ["a b"]() { return new Error("m") } }; o["a b"]()',
  'a Proxy trap': 'new Proxy({}, { get(t, k) { return new Error("m") } }).x',
  'Symbol.iterator': 'let e; const it = { *[Symbol.iterator]() { e = new Error("m") } }; [...it]; e',
  toString: 'let e; const o = { toString() { e = new Error("m"); return "" } }; `${o}`; e',
  recursion: 'function r(n) { return n === 0 ? new Error("m") : r(n - 1) } r(3)',
  'direct eval': 'eval("new Error(\'m\')")',
  'direct eval in a function': 'function f() { return eval("new Error(\'m\')") } f()',
  'new Function': 'new Function("return new Error(\'m\')")()',
  'runtime error in a function': 'function f() { null.x } f()',
  'a constructor of Intl': 'function f() { return new Intl.NumberFormat("q") }\nfunction g() { f() }\ng()',
  'a derived constructor of Intl': 'class A extends Intl.Collator { constructor() { super("q") } } (() => new A())()',
  'a bound function of Intl': 'const { format } = new Intl.DateTimeFormat("en"); (function f() { format(NaN) })()',
  'a constructor of WebAssembly': 'function f() { new WebAssembly.Module(new Uint8Array(3)) } f()',
  'a method that depends on the locale': 'function f() { (1).toLocaleString("q") } f()',
  'missing name in an arrow': 'const f = () => nope; f()',
  'not a function, deep': 'const o = { a: {} };\nfunction f() {\n  o.a.b()\n}\nf()',
  'a long chain of calls': 'const o = { a: () => ({ b: () => { throw new Error("m") } }) };\no\n  .a()\n  .b()',
  'several errors on one line': 'const es = [new Error("1"), new Error("2")]; es[1]',
  'an error made by Error without new': 'function f() { return Error("m") } f()',
  'a subclass': 'class Mine extends Error { constructor(m) { super(m); this.name = "Mine" } } new Mine("m")',
  'a name set later': 'const e = new Error("m"); e.name = "Later"; e',
  'an empty message': 'new Error()',
  'a message of several lines': 'new Error("one\\ntwo")',
  'a captured stack': 'const o = {}; Error.captureStackTrace(o); o',
  'a captured stack that hides a function':
    'function hidden() { const o = {}; Error.captureStackTrace(o, hidden); return o } function shown() { return hidden() } shown()',
  'unicode in the source': 'const ü = "ä\u{1f600}"; new Error("m")',
  tabs: '\t\tnew Error("m")',
  'comments before': '/* one\ntwo */ new Error("m")',
  CRLF: 'var a;\r\n\r\nnew Error("m")',
  'a sourceURL comment': 'new Error("m")\n//# sourceURL=named.vm',
  'an async function before await': 'let e; (async function af() { e = new Error("m") })(); e',
  'a rejected template': '((s) => new Error("m"))`x`',
  'optional call': 'const o = { f() { return new Error("m") } }; o?.f?.()',
  'default parameter': 'function f(a = new Error("m")) { return a } f()',
  'a getter of Object.defineProperty':
    'Object.defineProperty({}, "x", { get: function read() { return new Error("m") } }).x',
  'stack overflow, first frame': '(function f() { f() })()',
};

differential(
  'frames',
  Object.fromEntries(
    Object.entries(FORMS).map(([name, code]) => [
      name,
      name.startsWith('stack overflow') ? (vm) => stackOf(code)(vm).split('\n').slice(0, 2) : stackOf(code),
    ]),
  ),
);

differential('file, line and column', {
  'default file name': (vm) =>
    guestStack(thrown(() => vm.runInNewContext('throw new Error("m")', {}, { displayErrors: false }))),
  'a string for options': (vm) => guestStack(vm.runInNewContext('new Error("m")', {}, 'given.vm')),
  'a path with blanks': stackOf('new Error("m")', { filename: '/some dir/a (b).vm' }),
  'a file URL': stackOf('new Error("m")', { filename: 'file:///a/b.vm' }),
  lineOffset: stackOf('\nnew Error("m")', { lineOffset: 10 }),
  columnOffset: stackOf('new Error("m")', { columnOffset: 20 }),
  'columnOffset is for the first line': stackOf('\nnew Error("m")', { columnOffset: 20 }),
  both: stackOf(' throw new Error()', { lineOffset: 32, columnOffset: 123 }),
  'in a function defined on a later line': stackOf('\n\nfunction f() {\n  return new Error("m")\n}\nf()', {
    lineOffset: 5,
    columnOffset: 7,
  }),
  'negative offsets': stackOf('\n\n\n\nnew Error("m")', { lineOffset: -2 }),
  'new Script': (vm) =>
    guestStack(new vm.Script('\nnew Error("m")', { filename: 's.vm', lineOffset: 3 }).runInNewContext()),
  runInThisContext: (vm) => guestStack(vm.runInThisContext('\n  new Error("m")', 't.vm')),
  compileFunction: (vm) => guestStack(vm.compileFunction('\nreturn new Error("m")', [], { filename: 'c.vm' })()),
  'compileFunction with offsets': (vm) =>
    guestStack(
      vm.compileFunction('return new Error("m")', ['a', 'b'], { filename: 'c.vm', lineOffset: 3, columnOffset: 3 })(),
    ),
  'a wrapper': (vm) => {
    const wrapper = vm.runInThisContext(
      '(function (exports, require) {\nfunction inner() {\n  return new Error("m");\n}\nreturn inner();\n})',
      { filename: 'w.vm' },
    );
    return guestStack(wrapper({}, require));
  },
  'functions of two scripts': (vm) => {
    const sandbox = vm.createContext();
    vm.runInContext('function first() { return new Error("m") }', sandbox, 'one.vm');
    return guestStack(vm.runInContext('\nfunction second() { return first() } second()', sandbox, 'two.vm'));
  },
  'a function called later': (vm) => guestStack(thrown(vm.runInNewContext('() => {\n  null.x\n}', {}, 'later.vm'))),
});

differential('across the border', {
  'guest, host, guest': (vm) => {
    const sandbox = vm.createContext({
      hostStep: function hostStep(f) {
        return f();
      },
    });
    return guestStack(
      vm.runInContext(
        'function inner() { return new Error("m") }\nfunction outer() { return hostStep(inner) }\nouter()',
        sandbox,
        FILE,
      ),
    );
  },
  'an error made by the host': (vm) => {
    const sandbox = vm.createContext({
      hostFail: function hostFail() {
        throw new Error('m');
      },
    });
    return guestStack(
      thrown(() =>
        vm.runInContext('function caller() {\n  hostFail()\n}\ncaller()', sandbox, {
          filename: FILE,
          displayErrors: false,
        }),
      ),
    );
  },
  'a host callback of a guest builtin': (vm) =>
    guestStack(
      vm.runInNewContext(
        '[1].map(hostMap)[0]',
        {
          hostMap: function hostMap() {
            return new Error('m');
          },
        },
        FILE,
      ),
    ),
  'a guest callback of a host builtin': (vm) =>
    guestStack(
      vm.runInNewContext(
        'hostEach((x) => new Error("m"))',
        {
          hostEach: function hostEach(f) {
            return [1].map(f)[0];
          },
        },
        FILE,
      ),
    ),
  'two contexts': (vm) => {
    const a = vm.createContext();
    vm.runInContext('function inA() { return new Error("m") }', a, 'a.vm');
    return guestStack(vm.runInNewContext('function inB() { return inA() } inB()', { inA: a.inA }, 'b.vm'));
  },
});

differential('async frames', {
  'after an await': async (vm) => {
    const error = await vm
      .runInNewContext(
        'async function inner() { await null; throw new Error("m") }\nasync function outer() { await inner() }\nouter()',
        {},
        FILE,
      )
      .catch((e) => e);
    return guestStack(error);
  },
  'first frame of a rejection': async (vm) => {
    const error = await vm.runInNewContext('(async () => {\n  await null;\n  null.x\n})()', {}, FILE).catch((e) => e);
    return guestStack(error).split('\n').slice(0, 2);
  },
  'in a then callback': async (vm) => {
    const error = await vm.runInNewContext('Promise.resolve().then(function cb() { return new Error("m") })', {}, FILE);
    return guestStack(error).split('\n').slice(0, 2);
  },
});
