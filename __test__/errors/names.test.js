'use strict';

// What functions are called in the stacks of errors: inferred names, receivers, initializers of classes, and the
// asynchronous functions that wait for the one that fails.

const { differential } = require('../helpers/differential.js');
const { guestStack } = require('../helpers/cases.js');

// The stack of the error that `code` throws or is rejected with.
const stackOf = (code) => async (vm) => {
  try {
    await vm.runInNewContext(code, {}, { filename: 'f.vm', displayErrors: false });
  } catch (error) {
    return guestStack(error);
  }
  throw new Error('nothing was thrown');
};

const stacks = (title, sources) =>
  differential(title, Object.fromEntries(sources.map((code) => [code, stackOf(code)])));

stacks('inferred names', [
  'var exports = {}; exports.x = function () { throw new Error() }; exports.x()',
  'var exports = {}; exports.x = () => { throw new Error() }; var x = exports.x; x()',
  'var module = {}; module.exports = function () { throw new Error() }; module.exports()',
  'var module = { exports: {} }; module.exports.foo = () => { throw new Error() }; module.exports.foo()',
  'var a = { b: {} }; a.b.c = function () { throw new Error() }; a.b.c()',
  'var a = {}; a.x = a.y = function () { throw new Error() }; a.x()',
  'var a = {}, b = {}; a.x = b.y = function () { throw new Error() }; a.x()',
  'var o = {}; o["k"] = function () { throw new Error() }; o.k()',
  'var o = {}; o["a-b"] = function () { throw new Error() }; o["a-b"]()',
  'var o = {}, k = "k"; o[k] = function () { throw new Error() }; o.k()',
  'var o = {}; o[0] = function () { throw new Error() }; o[0]()',
  'var o = {}; o.f = function () { throw new Error() }; ({ g: o.f }).g()',
  'var o = {}; o.f = 1 ? function () { throw new Error() } : 2; o.f()',
  'var o = {}; o.f = [function () { throw new Error() }]; o.f[0]()',
  'var o = {}; o.f ||= function () { throw new Error() }; o.f()',
  'var o = {}; o.f = ((g) => g)(function () { throw new Error() }); o.f()',
  'var o = {}; o.f = function () { return (() => { throw new Error() })() }; o.f()',
  'var o = { f() { return this } }; o.f().g = function () { throw new Error() }; o.g()',
  'var x = { y: [function () { throw new Error() }] }; x.y[0]()',
  'var f = [function () { throw new Error() }]; f[0]()',
  'let f = 0 || function () { throw new Error() }; f()',
  'this.q = function () { throw new Error() }; q()',
  'function K() {} K.prototype.m = function () { throw new Error() }; new K().m()',
  'function K() { this.m = () => { throw new Error() } } var m = new K().m; m()',
  'function K() { exports.m = () => { throw new Error() } } var exports = {}; K(); exports.m()',
  'class K { constructor() { this.m = function () { throw new Error() } } } new K().m()',
  'var o = {}; o.C = class { m() { throw new Error() } }; new o.C().m()',
  'var o = {}; o.C = class { static m() { throw new Error() } }; o.C.m()',
  'var o = {}; o.C = class { constructor() { throw new Error() } }; new o.C()',
  'var o = {}; o.f = function () { eval("throw new Error()") }; o.f()',
  'var o = {}; o.f = function* () { throw new Error() }; o.f().next()',
  'var o = {}; o.f = async () => { throw new Error() }; o.f()',
]);

stacks('methods and receivers', [
  'var o = { f() { throw new Error() } }; o.g = o.f; o.g()',
  'function f() { throw new Error() } ({ m: f }).m()',
  '({ get x() { throw new Error() } }).x',
  '({ set x(v) { throw new Error() } }).x = 1',
  'class A { get x() { throw new Error() } } new A().x',
  'class A { static set x(v) { throw new Error() } } A.x = 1',
  'Object.defineProperty({}, "p", { get() { throw new Error() } }).p',
  'class Foo { Foo2() { throw new Error() } } new Foo().Foo2()',
  'class Foo { get [Symbol.toStringTag]() { return "Tag" } m() { throw new Error() } } new Foo().m()',
  'var o = { [Symbol.toStringTag]: "Tag", m() { throw new Error() } }; o.m()',
  'class A { m() { throw new Error() } } class B extends A {} new B().m()',
  'var d = []; d.m = function q() { throw new Error() }; d.m()',
  '({ "a b"() { throw new Error() } })["a b"]()',
  'function* g() { throw new Error() } g().next()',
  'function* g() { yield* h() } function* h() { throw new Error() } [...g()]',
  'async function* g() { throw new Error() } g().next()',
  '(function* () { throw new Error() })().next()',
  '(function nm() { throw new Error() }).call((function* gg() {})())',
]);

stacks('initializers of classes', [
  'class A { x = nope } new A()',
  'class A { x = 1; y = nope } new A()',
  'class A { #x = nope } new A()',
  'class A { x = (() => { throw new Error() })() } new A()',
  'class A { x = nope; constructor() {} } new A()',
  'class A { constructor(a, b) {} x = nope } class B extends A {} new B()',
  'class A {} class B extends A { x = nope } new B()',
  'class A {} class B extends A { x = nope; constructor() { super() } } new B()',
  'class A { x = (() => { throw new Error() })() } class B { a = new A() } new B()',
  'class A { static x = nope }',
  'class A { static #x = nope }',
  'const A = class { static x = 1; static y = nope }',
  'function f() { return class A { static y = nope } } f()',
  'class A { static { nope } }',
  'class A { static { (() => { nope })() } }',
  'class B extends class {} { constructor() {} } new B()',
  'class B extends class {} { constructor() { return 1 } } new B()',
  'class B extends null {} new B()',
  'class B extends 5 {}',
  'class B { constructor(o) { return o } } class A extends B { #m() {} } var o = {}; new A(o); new A(o)',
]);

stacks('functions that wait', [
  'async function a() { await null; throw new Error() } async function b() { await a() } async function c() { await b() } c()',
  'async function a() { await null; null.x } async function b() { await a() } b()',
  'class K { async m() { await 1; throw new Error() } async n() { await this.m() } } new K().n()',
  'async function a() { await 1; throw new Error() } (async () => { await a() })()',
  'async function a() { await 1; throw new Error() } async function b() { return await a() } b()',
  'async function a() { await 1; throw new Error() } async function b() { return a() } async function c() { await b() } c()',
  'async function a() { await 1; throw new Error() } async function b() { try { return await a() } finally { } } b()',
  'async function a() { await 1; throw new Error() } async function b() { await a().finally(() => {}) } b()',
  'async function a() { await 1; throw new Error() } async function b() { await a().then(() => {}).catch((e) => { throw e }) } b()',
  'async function a() { await 1; throw new Error() } async function b() { await Promise.all([1, a()]) } b()',
  'async function a() { await 1; throw new Error() } async function b() { await Promise.any([1, a()]) } b().then(() => { throw new Error("no") })',
  'async function a() { await 1; throw new Error() } async function b() { return await Promise.allSettled([a()]) } b().then(([{ reason }]) => { throw reason })',
  'async function a() { await 1; throw new Error() } async function b() { await Promise.race([a()]) } b()',
  'async function a() { throw new Error() } async function b() { await Promise.resolve(1).then(a) } b()',
  'async function a() { await Promise.resolve().then(() => { throw new Error() }) } a()',
  'async function a() { await 1; throw new Error() } a().then(() => 1)',
  'async function* g() { await 1; throw new Error() } async function b() { for await (const x of g()); } b()',
  'async function* g() { yield 1; await 1; throw new Error() } async function b() { for await (const x of g()); } b()',
  'async function* g() { await 1; throw new Error() } async function* h() { yield* g() } async function b() { for await (const x of h()); } b()',
  'Promise.resolve().then(() => { throw new Error() })',
]);

differential('the limit', {
  'counts functions that wait': stackOf(
    'Error.stackTraceLimit = 2; async function a() { await 1; throw new Error() } ' +
      'async function b() { await a() } async function c() { await b() } c()',
  ),
  'a function that waits for itself among others': stackOf(
    'var stack, all; async function f() { await 1; stack = new Error().stack } ' +
      'async function a() { await null; await Promise.all([f(), all]) } all = a(); ' +
      '(async () => { while (!stack) await 1; throw { stack } })()',
  ),
});

differential('call sites', {
  'of functions that wait': stackOf(
    `Error.prepareStackTrace = (error, sites) => sites.map((site) =>
      [site.getFunctionName(), site.isAsync(), site.isPromiseAll(), site.getPromiseIndex()].join());
    async function a() { await 1; throw new Error() } async function b() { await Promise.all([a()]) }
    b().catch((error) => { const text = error.stack.join(' '); throw { stack: text } })`,
  ),
  'of inferred names': stackOf(
    `Error.prepareStackTrace = (error, [site]) => [site.getTypeName(), site.getFunctionName(), site.getMethodName()].join();
    var o = {}; o.f = function () { throw { stack: new Error().stack } }; o.f()`,
  ),
});
