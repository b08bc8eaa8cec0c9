'use strict';

// The value of a script, and what the Script goal accepts.

const { differential } = require('../helpers/differential.js');
const { programs, run, attempt } = require('../helpers/cases.js');

differential(
  'completion values',
  programs([
    '1;;;',
    '1;var b=2',
    '1;function g(){}',
    'var a=1',
    'function f(){}',
    'let z=1',
    'class A{}',
    'if(0){}',
    '{}',
    '',
    '// comment',
    '/* comment */',
    '({})',
    '[]',
    '"use strict"',
    'x_=1',
    'for(var i=0;i<2;i++)i*10',
    'for(const x of [1,2])x',
    'for(const k in {a:1})k',
    'try{5}finally{6}',
    'try{throw 1}catch(e){e+1}',
    'try{5}catch{}finally{7}',
    'do{7;break}while(0)',
    'l:{8;break l}',
    'switch(1){case 1:9}',
    'switch(1){case 2:9}',
    'eval("10")',
    'eval("var q=1")',
    'while(0);',
    '1;if(false)2',
    '2;if(true)3;else 4',
    '1;{}',
    '1;{2}',
    '1;;var x;;',
    'with({a:1})a',
    '1;do{}while(0)',
    '1;try{}finally{2}',
    '3;class K{}',
    'var f=()=>1;f()',
    '1,2',
    'void 0',
    'x={a:1}',
    'let y=2;y',
    '-0',
    '0n',
    '`t${1}`',
    'debugger',
    '5;debugger',
    'outer: for(;;){ for(;;){ 4; break outer } }',
    'for(var i=0;i<3;i++){ if(i==1) continue; i }',
    'a: 1',
    '(function(){return 2})()',
    '"\\u{1f600}"',
    '/a/g',
    'async()=>{}',
    '(class{})',
    'typeof undefined',
  ]),
);

differential('the Script goal', {
  'HTML-like comments': (vm) => run(vm, '<!-- one\n--> two\n1; <!-- three\n/* */ --> four'),
  hashbang: (vm) => run(vm, '#!/usr/bin/env node\n2'),
  'byte order mark': (vm) => run(vm, '\ufeff3'),
  'line separators': (vm) => run(vm, '1\u20282\u20293'),
  'no reserved words beyond the sloppy ones': (vm) =>
    run(
      vm,
      'var await = 1, yield = 2, async = 3, of = 5, get = 6, set = 7; var let_ = 4; [await, yield, async, of, get, set]',
    ),
  'let as an identifier': (vm) => run(vm, 'var let = 1; let + 1'),
  'static and implements as identifiers': (vm) => run(vm, 'var static = 1, implements = 2; static + implements'),
  'octal literals and escapes': (vm) => run(vm, '[010, 08, "\\101"]'),
  with: (vm) => run(vm, 'with ({ a: 1 }) { a = 2; var b = a } b'),
  'arguments is an ordinary name': (vm) => attempt(() => run(vm, 'arguments')),
  'arguments given by the sandbox': (vm) => run(vm, 'arguments', { arguments: 5 }),
  'top-level this in an arrow': (vm) => run(vm, '(() => this === globalThis)()'),
  'a label and a function': (vm) => run(vm, 'foo: function bar() { return 1 } bar()'),
  'duplicate parameters': (vm) => run(vm, '(function (a, a) { return a })(1, 2)'),
  'arguments mapped to parameters': (vm) => run(vm, '(function (a) { arguments[0] = 2; return a })(1)'),
  callee: (vm) => run(vm, '(function f() { return arguments.callee === f })()'),
  'numeric separators, bigint, exponent': (vm) => run(vm, '[1_000, 10n ** 3n, 2 ** 3 ** 2, 0b11, 0o17, 0xff]'),
  'optional chaining and nullish': (vm) =>
    run(vm, '[null?.a, undefined?.[0], (void 0)?.(), null ?? 1, 0 ?? 1, 0 || 2]'),
  'tagged templates': (vm) => run(vm, '((s, ...v) => [s.raw.join("|"), v])`a${1}\\n${2}`'),
  'class features': (vm) =>
    run(
      vm,
      `class A { static #n = 0; static { A.#n = 5 } #x = 1; static has(o) { return #x in o }
    get [Symbol.toStringTag]() { return 'T' } static n() { return A.#n } async *g() {} } [A.has(new A()), A.has({}), A.n(), \`\${new A()}\`]`,
    ),
  'regular expression features': (vm) =>
    run(
      vm,
      `[/(?<y>\\d{4})/.exec('in 2024').groups.y, /(?<=a)b/.test('ab'), /./su.test('\\u{1f600}'),
    'aBc'.replace(/b/i, (m) => m + m), [...'a1b2'.matchAll(/\\d/g)].map(String), /a/y.sticky]`,
    ),
  'tail of a source map comment': (vm) => new vm.Script('1\n//# sourceMappingURL=a.map').sourceMapURL,
});
