'use strict';

// Errors in code that the guest compiles from strings: the lines of the string before the stack, and the frames in it.

const { differential } = require('../helpers/differential.js');
const { child, guestStack, thrown } = require('../helpers/cases.js');

const GENERATOR = 'Object.getPrototypeOf(function* () {}).constructor';
const ASYNC = 'Object.getPrototypeOf(async function () {}).constructor';

const PROGRAMS = [
  String.raw`eval('\n null.x')`,
  String.raw`(0, eval)('\n null.x')`,
  String.raw`eval("eval('\\n null.x')")`,
  String.raw`1; ⏎  eval('nope')`,
  String.raw`eval('\n b c')`,
  String.raw`eval('1;\n  throw new Error("m")')`,
  String.raw`eval('throw { a: 1 }')`,
  String.raw`eval('function f() {\n throw new Error("m") }'); f()`,
  String.raw`var f = eval('(function () {\n throw new Error("m") })'); f()`,
  String.raw`var f = eval('(a) =>\n a.b.c'); [{}].map(f)`,
  String.raw`var o = eval('({\n get x() { return null.x } })'); o.x`,
  String.raw`eval('class A { m() {\n null.x } }; new A().m()')`,
  String.raw`function outer() { return eval('\n null.x') } outer()`,
  String.raw`eval('function rec() { rec() } \nrec()')`,
  String.raw`eval('"use strict"; var o = Object.freeze({ a: 1 });\n o.a = 2')`,
  String.raw`eval('null.x // node-do-not-add-exception-line')`,
  String.raw`eval('\n null.x\n//# sourceURL=named.js')`,
  String.raw`eval('\n b c\n//# sourceURL=named.js')`,
  String.raw`eval('let z; let z')`,
  String.raw`eval('1;\nnew.target')`,
  String.raw`eval('super.x')`,
  String.raw`(function () { eval('super()') })()`,
  String.raw`class A { x = eval('arguments') }; new A`,
  String.raw`eval('"äöü\u{1f600}"; null.x')`,
  String.raw`eval('1\r\n;\r\n null.x\r\n')`,
  String.raw`eval('\t\tnull.x')`,
  String.raw`new Function('null.x')()`,
  String.raw`new Function('a', 'b', '\n  null.x')()`,
  String.raw`new Function('a = null.x', '')()`,
  String.raw`new Function('b c')`,
  String.raw`new Function('a b', '')`,
  String.raw`new Function('a', '}, function () {')`,
  String.raw`Function('return () => {\n null.x }')()()`,
  String.raw`new (${GENERATOR})('\n null.x')().next()`,
  String.raw`new (${GENERATOR})('yield 1; b c')`,
  String.raw`new (${ASYNC})('b c')`,
  String.raw`new Function('null.x\n//# sourceURL=made.js')()`,
  String.raw`try { eval('\n null.x') } finally { 1 }`,
  String.raw`try { eval('\n b c') } finally { 1 }`,
  String.raw`try { eval('\n null.x') } catch (e) { ⏎  throw e }`,
  String.raw`try { eval('\n b c') } catch (e) { ⏎  throw e }`,
  String.raw`var e; try { eval('b c') } catch (x) { e = x } ⏎ throw e`,
  String.raw`try { eval('let z; let z') } catch {} ⏎ null.x`,
  String.raw`[1].map(eval('\n (x) => x.y.z'))`,
  String.raw`eval('\n \n o = { set x(v) { throw v } }'); o.x = new Error('m')`,
  String.raw`JSON.parse('{\n a')`,
  String.raw`new RegExp('(')`,
  String.raw`setTimeout_('null.x')`,
];

const table = (options) =>
  Object.fromEntries(PROGRAMS.map((program) => [program, (vm) => {
    const code = program.replaceAll(' ⏎ ', '\n');
    const error = thrown(() => vm.runInNewContext(code, {}, { filename: 'f.vm', ...options }));
    return 'stack' in error ? guestStack(error) : error;
  }]));

differential('strings', table({}));
differential('strings in a script with offsets', table({ lineOffset: 10, columnOffset: 5 }));
differential('strings, displayErrors: false', table({ displayErrors: false }));
differential('strings in the main context', Object.fromEntries([
  String.raw`eval('\n null.x')`, String.raw`eval('\n b c')`, String.raw`new Function('b c')`,
  String.raw`new Function('\nnull.x')()`,
].map((code) => [code, (vm) => guestStack(thrown(() => vm.runInThisContext(code, 'f.vm')))])));

differential('uncaught', {
  'of an eval': (vm) => child(vm, String.raw`vm.runInNewContext("eval('\\n null.x')", {}, 'f.vm')`),
  'a SyntaxError of an eval': (vm) => child(vm, String.raw`vm.runInNewContext("eval('\\n b c')", {}, 'f.vm')`),
  'of a Function': (vm) => child(vm, String.raw`vm.runInNewContext("new Function('\\nnull.x')()", {}, 'f.vm')`),
});
