'use strict';

// The messages of errors thrown while a guest runs, and where the arrow points.

const { differential } = require('../helpers/differential.js');
const { attempt } = require('../helpers/cases.js');

const SOURCES = [
  'x', 'x()', 'null.x', 'undefined.x', 'null.x=1', 'undefined["a b"]', 'null[Symbol.iterator]', 'var a={};a.b.c', 'var a={};a.b()',
  'a={};a.b.c()', '(void 0)()', 'null()', '5()', '"s"()', '({}).x()', '[].x()', 'new 5', 'new (()=>{})', 'new ({}).x', 'var o={};new o.x',
  'const c=1;c=2', 'let t=1;{t;let t}', '{q;let q}', 'Symbol()+""', '+Symbol()', '1n+1', 'BigInt(1.5)', 'BigInt("x")', '-(-1n)>>>0n',
  '[...5]', '[...null]', '[...{}]', 'for(const z of 5);', 'for(const z of {});', 'const [d]=5', 'const [d1]=null', 'const {d2}=null',
  'const {d3}=undefined', '(function({z}){})()', '(function([z]){})()', 'new Array(-1)', '"x".repeat(-1)', '(1).toFixed(101)',
  '(1).toString(1)', '"a".normalize("q")', 'decodeURIComponent("%")', 'JSON.parse("{")', 'JSON.parse("")', 'JSON.parse("{a}")',
  'JSON.parse("[1,]")', 'JSON.stringify(1n)', 'var cyc={};cyc.c=cyc;JSON.stringify(cyc)', 'Object.defineProperty(1,"x",{})',
  'Object.defineProperty({},"x",1)', 'Object.defineProperty({},"x",{get:1})', 'Object.defineProperty({},"x",{get(){},value:1})',
  '"use strict";Object.freeze([1]).push(2)', '"use strict";Object.freeze({a:1}).a=2', '"use strict";delete Object.freeze({a:1}).a',
  '"use strict";Object.preventExtensions({}).z=1', '"use strict";({get a(){return 1}}).a=2', '"use strict";"str".length=1',
  '"use strict";"str".foo=1', '"use strict";(5).x=1', '"use strict";undeclaredVar=1',
  'Object.setPrototypeOf(Object.preventExtensions({}),{})', 'var p1={},p2=Object.create(p1);Object.setPrototypeOf(p1,p2)',
  'Reflect.construct(1)', 'Reflect.ownKeys(1)', 'new Proxy({},null)', 'Object.create(1)', 'Object.setPrototypeOf({},1)', '1 in 1',
  '"a" in "b"', '1 instanceof 1', '({}) instanceof {}', 'class A{constructor(){this.x}}; A()',
  'class B extends Object{constructor(){this.x}}; new B', 'class C1 extends null{}; new C1', 'class D1 extends 5{}',
  'class E1{#p;static t(o){return o.#p}}; E1.t({})', 'class F1{static{throw new Error("st")}}', 'new Map([1])', 'new Set(5)',
  'new WeakMap().set(1,1)', 'Map()', 'Promise()', 'new Promise()', 'new Promise(5)', 'Promise.resolve.call(1)', 'Symbol.keyFor(1)',
  'new Symbol()', 'Array.from(5,5)', '[].reduce((a,b)=>a)', '[1].map(5)', '[].at.call(null)', '[3,1].sort(5)',
  'String.prototype.trim.call(null)', '"a".matchAll(/a/)', '"a".replaceAll(/a/,"")', 'new RegExp("(")', 'new RegExp("a","gg")',
  'new Date(NaN).toISOString()', 'new Intl.DateTimeFormat("zz-invalid-locale-xx-xx")', 'structuredClone', 'require', 'process', 'module',
  'exports', 'global', 'window', 'setTimeout(1)', 'Buffer', 'console.log.x.y', 'new Uint8Array(-1)', 'new ArrayBuffer(-1)',
  'new DataView(1)', 'new DataView(new ArrayBuffer(1)).getInt8(5)', 'Atomics.load(1)',
  'function* g(){yield g1.next()} var g1=g();g1.next()', '(function f(){f()})()', 'eval("x y")', 'Function("x y")',
  'async function w(){};new w', '({m(){}}.m);new ({m(){}}).m', 'new (async()=>{})', 'new Math.max', 'let u1=u1',
  'function dflt(a=b,b){};dflt()', 'typeof tdz;let tdz', 'WeakRef()', 'new WeakRef(1)', 'new FinalizationRegistry()', 'x??y', 'a?.b',
  'let o; o.a', 'let o = null; o.a.b', 'const o = {}; o.a.b.c', 'const f = 1; f()', 'o = {}; o.f()', 'o = {}; o["f"]()', 'o = { a: {} }; o.a.b()', 'f = () => {}; new f()', '(() => { null.x })()', 'const { a: { b } } = {}', 'const [{ x }] = [null]',
  'for (const x of null);', 'for (const [a] of [1]);', 'f = () => {}; f`x`.y', 'null[Symbol.iterator]()', 'new (class { #p; m() { ({}).#p } })().m()', 'class A { #p = 1; static s(o) { o.#p = 2 } }; A.s({})', 'class A { get #g() { return 1 }; m() { this.#g = 2 } }; new A().m()', 'super_ = 1; super_.x.y',
  'Object.defineProperty(Object.freeze({}), "x", { value: 1 })', '"use strict"; Object.freeze([1]).length = 0', 'Array(-1)', '[].length = -1', 'new Intl.NumberFormat("x-")', '"x".codePointAt.call(null)', 'Symbol.iterator + 1', '1n + 1', '1n / 0n', '2n ** -1n', 'BigInt(0.5)', 'Number(Symbol())', 'new Set().has.call(1)',
  'Map.prototype.get.call({}, 1)', 'Date.prototype.getTime.call({})', 'RegExp.prototype.exec.call({}, "")', 'Promise.prototype.then.call(1)', 'Uint8Array.prototype.fill.call([])', 'new Uint8Array(new ArrayBuffer(3), 1, 5)', 'new Uint16Array(new ArrayBuffer(3))', 'Reflect.apply(1)', 'Reflect.construct(() => {}, [])', 'Reflect.defineProperty(1)',
  'new Proxy(1, {})', 'Proxy({}, {})', 'Object.fromEntries([1])', 'Object.assign(null)', 'Object.keys(null)', 'JSON.parse("{bad")', 'function f() { "use strict"; undefinedName = 1 } f()', 'x = y = z', 'typeof q.r', 'a.b.c = 1', 'a()', 'new a', 'a[0]', 'delete a.b', '`${a}`', 'throw a',
  'structuredClone({})', 'Symbol()()', 'new (function () { throw new Error("ctor") })', 'null.constructor', 'undefined()', '({}).x.y', '[][0].x', '"s".x.y', '(5).x()', 'true.x.y', 'Math.nope()', 'JSON.nope.x', 'globalThis.nope()', 'this.nope.x', 'new this.Nope()', 'nope?.x.y', 'let l = l + 1', 'class A extends A {}', '(function f(a = a) {})()',
  'const c = 1; c++', 'for (const i = 0; i < 2; i++);', 'const c = 1; c += 1', '[...undefined]', 'f = (...a) => a; f(...null)', 'new Map(5)', 'new Set(1)', 'new WeakMap([[1, 2]])', 'new WeakSet([1])', 'Array.from(null)', 'Object.setPrototypeOf(null, {})', 'Object.create()', '({ __proto__: null }) + ""', '`${Object.create(null)}`', '({ toString() { return {} }, valueOf() { return {} } }) + 1',
  '(function* () {})().next.call({})', '[].reduceRight((a) => a)', '"abc".at.call(undefined)', 'Function.prototype.toString.call({})', 'Function.prototype.call.call(1)', 'String.raw()', 'encodeURI("\\ud800")', 'String.fromCodePoint(-1)', '"a".localeCompare("b", "x-")', '(1).toPrecision(0)', '(1).toExponential(-1)', 'new Date(2020, 0).toLocaleString("x-")',
];

const run = (vm, code) => attempt(() => void vm.runInContext(code, vm.createContext(), 'wrong.vm'));
const table = (look) => Object.fromEntries([...new Set(SOURCES)].map((source) => [source, look(source)]));

differential('message', table((source) => (vm) => run(vm, source)));

// The first lines of the stack: file and line, the source line, and the caret under it.
differential('arrow', table((source) => (vm) => {
  const { threw } = run(vm, source);
  return threw && threw.stack.slice(0, threw.stack.indexOf(`\n${threw.name}`));
}));
