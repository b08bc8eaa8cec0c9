'use strict';

// Where errors are told to be thrown: in the heads of statements, in patterns, and in every place of an expression.

const { differential } = require('../helpers/differential.js');
const { guestStack } = require('../helpers/cases.js');

const PRELUDE = `var nul = null, und, num = 5, sym = Symbol('s'), f = (x) => x, x, q;
var o = { n: null, num: 5, f() {}, get thrower() { throw new Error('getter') } }, frozen = Object.freeze({ x: 1 });
const konst = 1;`;

const stackOf = (vm, context, code) => {
  try {
    vm.runInContext(code, context, { filename: 'f.vm', timeout: 5000 });
  } catch (error) {
    return guestStack(error);
  }
  return 'nothing was thrown';
};

const contextOf = (vm) => {
  const context = vm.createContext();
  vm.runInContext(PRELUDE, context, 'prelude.vm');
  return context;
};

// Each of the expressions in each of the places.
const PLACES = [
  'if (E) ;', 'if (1) ; else if (E) ;', 'label: if (E) ;', 'if (!E) ;', 'if (E && 1) ;', 'if ((E)) ;', 'if (E > 1) ;',
  'switch (E) { }', 'switch (1) { case E: }', 'switch (E.x) { case 1: }', 'with (E) { }', 'while (E) break',
  'while (!E) break', 'do ; while (E && 0)', 'for (E;;) break', 'for (; E;) break', 'for (; !E;) break',
  'for (let i = E;;) break', 'for (var k in E) ;', 'for (const k of [1, E]) ;', 'throw E', 'return_: E', '(() => E)()',
  '(function () { return E })()', '(function () { return (E) })()', '(function* () { yield E })().next()', 'var a = E',
  'let a = 1, b = E', 'const [a = E] = []', 'const { a = E } = {}', 'x = E', 'o.a = E', 'o[E] = 1', 'E.x.y', 'E[1].x',
  'E.x += 1', '[x = E] = []', '[E.x] = [1]', '({ x: E.y } = {})', '(function (a = E) {})()', '(([a = E]) => 1)([])',
  'class A extends E { }', 'class A { static x = 1; [E]() {} }', 'new A_(E)', 'f(E)', 'f(1, E)', 'o.f(E)', '[E]',
  '[1, E]', '({ a: E })', '({ [E]: 1 })', '`${1}${E}`', 'f`${E}`', '1 + E', 'E ? 1 : 2', 'x ? 1 : E', '0 ? 1 : E',
  'num && E', 'und ?? E', '(1, E)', '1, E', 'typeof E.x', 'try { E } finally { }', 'try { throw E } finally { }',
  'try { } finally { E }', 'for (const k of [1]) { E }', 'for (const k of [1]) E', 'try { throw 1 } catch { E }',
];
const EXPRESSIONS = [
  'undeclared', 'nul.p', 'nul[0]', 'und.p', 'num()', 'o.num()', 'o.num.x.y', 'new num', 'o.thrower', 'num`x`',
  'o.n.t`x`', 'konst++', '++konst', 'frozen.q.r', '1n + 1', '-sym', 'sym + ""', 'num in 1', '1 instanceof num', 'o.n?.x.y.z',
];

differential('every expression in', Object.fromEntries(PLACES.map((place) => [place, (vm) => {
  const context = contextOf(vm);
  const run = (body) => stackOf(vm, context, `(function () {\n  ${body}\n})()`);
  return EXPRESSIONS.map((expression) => run(place.replaceAll('E', () => expression).replace('A_', 'f.x')));
}])));

const PROGRAMS = `(o?.n).c()
(o?.q)()
o.num?.()
o.num?.(1).b
o?.num(1)
var {a: b} = nul
var {a: {b}} = nul
var {a: [b]} = nul
var {a: b = 1} = nul
var {'a': b} = nul
({a: o.b} = nul)
({a: o[1]} = nul)
({a: [b]} = nul)
var {a: [b]} = {}
var {a: [b]} = {a: 5}
var {a: [b] = 5} = {}
(function ({a: b}) {})(null)
(function ({a: {b}}) {})(null)
(function ([a] = nul) {})()
(function ([[a]]) {})([null])
(function ({a: [b]}) {})({})
var [[a]] = [1]
var [{a}] = [null]
var [{a: {b}}] = [{}]
for (const {a} of [null]);
for ({x} of [null]);
for ([x] of [1]);
for (const [[a]] of [[1]]);
for (nul.x in {a:1});
for (nul.x of [1]);
for (o.n.x in {a:1});
for (o.n.x of [1]);
[x, o.n.x] = [1]
[x, o.n.x = 1] = [1]
[o.n[x]] = [1]
[...o.n.y] = []
({ x: o.n.y = 1 } = {})
({ ...o.n.y } = {})
x *= sym
x += sym
x **= sym
x <<= sym
o.num += sym
o.n.x += 1
o.n.x++
++o.n.x
o.n[0] += 1
o.n[0]++
x = nul.x += 1
sym += 1
sym++
--o.num[sym]
class A extends und {}
class A extends o.n.x {}
class A extends (x, und) {}
x = class extends und {}
o.f\`x\`.y.z
o[1]\`x\`
num ⏎ \`x\`
x = \`\${sym}\`
o.f(1, 2, \`\${o.num}\${sym}\`)
(() => \`\${sym}\`)()
(function () { return \`\${sym}\` })()
with (nul) ;
with (o.n) ;
with (o.f()) ;
if (1 < sym) ;
while (o.num < sym) ;
for (var i = 0; i < sym; i++) ;
for (var i = 0; sym > i; i++) ;
x = sym > 1 ? 1 : 2
delete o?.num?.()
for (var k of (nul)) ;
for (var k of ((num))) ;
[...(num)]
Math.max(...und, 1)
[...o.num()]
[...o.f()]
[...und()]
for (x of o.num()) ;
for (x of o.f()) ;
for (x of x = 5) ;
for (x of o?.n) ;
var [a] = o.num()
var [a] = o.f()
var [a] = o?.n
[x] = und()
[x] = o.f()
[x] = nul
(function* () { yield* o.f() })().next()
(function* () { yield* und() })().next()
import(undeclared)
f() = 1
f() += 1
f()++
--f()
(f()) = 1
x = o.f() = 1
f() ??= 1
[f()] = [1]
[f() = 1] = [1]
({ a: f() = 1 } = {})
(f()) => 1
for (f() of [1]) ;
for ((f()) in { a: 1 }) ;
for (f() of []) ; undeclared
'use strict'; f() = undeclared
throw Object.assign(new Error('m'), { a: 1 })
throw f(new Error('m'))
try { ⏎ throw f(new Error('m')) } finally { 1 }
try { try { ⏎ throw new Error('m') } finally { 1 } } finally { 2 }
for (const k of [1]) { ⏎ throw new Error('m') }
var e = new Error('m'); try { ⏎ throw e } finally { 1 }
try { null.x } catch (e) { ⏎ throw e } finally { try { undeclared } catch { } }
try { throw 1 } catch { ⏎ throw new Error('m') } finally { [1].map(() => { try { nul.x } catch { } }) }
class A { #p = 1; static s(o) { o.#p++ } }; A.s({})`.split('\n');

differential('the place of', Object.fromEntries(PROGRAMS.map((program) => [program, (vm) =>
  stackOf(vm, contextOf(vm), program.replaceAll(' ⏎ ', '\n'))])));

// Where a name is read that nobody has declared depends on what was read before, and on what is done with it.
const READS = [
  'undeclared && 1', '!undeclared', 'undeclared > 1', 'undeclared.x', 'undeclared()', '-undeclared', 'undeclared + 1',
  'undeclared ? 1 : 2', 'undeclared.x.y', 'undeclared.f()', 'new undeclared', '`${undeclared}`', 'x = undeclared',
  '(undeclared)', '(undeclared && 1)', 'undeclared[0]', 'undeclared`x`', 'f && undeclared', '[undeclared]', 'undeclared++',
  'undeclared += 1', 'undeclared in x', 'typeof undeclared.x', 'delete undeclared.x', 'f(undeclared)', 'f(undeclared())',
  'undeclared * 2 + 1', '1 + undeclared()', 'o.f(undeclared())', 'o.f(1, f(undeclared()))', '({ undeclared })',
];
const READERS = [
  'while (E) break', 'for (; E;) break', 'do ; while (E)', 'for (;; E)', 'for (E;;) break', 'var a = E', 'let a = 1, b = E',
  'const a = E', '(() => E)()', '(x, E)', 'x = E', 'o = { a: E }', 'f(E)', 'o.f(E)', 'if (E) ;', 'switch (E) { }',
  'switch (1) { case E: }', 'for (var k in E) ;', 'for (var k of E) ;', 'throw E', '(function () { return E })()',
  '[E]', '[...E]', 'x ? 1 : E', 'with (E) { }',
];

differential('reading', Object.fromEntries(READERS.map((reader) => [reader, (vm) => {
  const context = contextOf(vm);
  return READS.map((read) => stackOf(vm, context, `(function () {\n  ${reader.replace('E', () => read)}\n})()`));
}])));
