'use strict';

// Intl, console and WebAssembly: V8's behind the scenes, the guest's to guest code.

const { differential } = require('../helpers/differential.js');
const { run } = require('../helpers/cases.js');

const programs = (list) => Object.fromEntries(list.map((code) => [code, (vm) => run(vm, code)]));

// An empty module; `add`, a memory of one page, a table of one function, and an imported function that `call` calls.
const EMPTY = 'new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])';
const MODULE = `new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 11, 2, 96, 2, 127, 127, 1, 127, 96, 0, 1, 127, 2, 7, 1, 1, 109, 1, 102, 0, 1,
  3, 3, 2, 0, 1, 5, 3, 1, 0, 1, 7, 20, 3, 3, 97, 100, 100, 0, 1, 4, 99, 97, 108, 108, 0, 2, 3, 109, 101, 109, 2, 0,
  10, 13, 2, 7, 0, 32, 0, 32, 1, 106, 11, 4, 0, 16, 0, 11,
])`;
const instance = (code, imported = '() => 7') =>
  `var { exports: e } = new WebAssembly.Instance(new WebAssembly.Module(${MODULE}), { m: { f: ${imported} } }); ${code}`;

differential('realm', programs([
  '[Intl, console, WebAssembly].map((o) => Object.getPrototypeOf(o) === Object.prototype)',
  'Object.getPrototypeOf(Object.getPrototypeOf(console)) === Object.prototype',
  '[Intl.NumberFormat, console.log, WebAssembly.compile].every((f) => f instanceof Function && f instanceof Object)',
  'Intl.NumberFormat.constructor === Function',
  'Object.getPrototypeOf(WebAssembly.CompileError) === Error',
  '[Intl.Locale.prototype, WebAssembly.Memory.prototype].map((o) => Object.getPrototypeOf(o) === Object.prototype)',
  'try { new Intl.NumberFormat("x-") } catch (e) { [e.constructor === RangeError, e instanceof Error, e.message] }',
  'try { Intl.NumberFormat.prototype.resolvedOptions.call({}) } catch (e) { [e instanceof TypeError, e.message] }',
  'try { new Intl.DateTimeFormat("en", { get timeZone() { throw 5 } }) } catch (e) { e }',
  'var o = Intl.getCanonicalLocales(["EN-us", "DE"]); [o instanceof Array, o]',
  'var [p] = new Intl.NumberFormat("en").formatToParts(1); [p instanceof Object, Object.keys(p), p.hasOwnProperty("type")]',
  'var { format } = new Intl.NumberFormat("en"); [format instanceof Function, format.call(null, 1234), format.name]',
  'Object.prototype.extra = 1; Function.prototype.more = 2; [Intl.extra, Intl.Locale.more, console.log.more]',
  'Array.prototype.last = function () { return this.at(-1) }; Intl.supportedValuesOf("unit").last()',
  'var read = []; new Intl.NumberFormat("en", new Proxy({}, { get(t, k) { read.push(k) } })); read',
]));

differential('Intl', programs([
  'class Money extends Intl.NumberFormat { constructor() { super("en", { style: "currency", currency: "EUR" }) } '
    + 'show(n) { return `<${this.format(n)}>` } } var m = new Money; [m.show(5), m instanceof Money, m.constructor.name]',
  'var f = new Intl.DateTimeFormat("en", { timeZone: "UTC" }); f.mark = 1; [f.mark, Object.keys(f), String(f)]',
  'Intl.NumberFormat("de").format(1234.5)',
  'Intl.Collator.prototype.mine = 7; new Intl.Collator().mine',
  'Intl.DateTimeFormat.prototype.format = () => "patched"; new Intl.DateTimeFormat().format()',
  'new Intl.DateTimeFormat("en", { timeZone: "UTC" }).format(new Date(0))',
  'new Intl.DateTimeFormat("en", { timeZone: "UTC" }).formatRange(0, 1e10)',
  '["b", "ä", "a"].sort(new Intl.Collator("de").compare)',
  'new Intl.ListFormat("en").format(["a", "b", "c"])',
  'new Intl.ListFormat("en").format(function* () { yield "x"; yield "y" }())',
  '[...new Intl.Segmenter("en", { granularity: "word" }).segment("Hello you")].map((s) => [s.segment, s.isWordLike])',
  'new Intl.Segmenter("en").segment("ab")[Symbol.iterator]() instanceof Object',
  'new Intl.Locale("en-u-ca-buddhist").maximize().toString()',
  'new Intl.Locale("en") instanceof Intl.Locale',
  'new Intl.PluralRules("en", { type: "ordinal" }).select(2)',
  'new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(-1, "day")',
  'new Intl.DisplayNames("en", { type: "region" }).of("DE")',
  'JSON.stringify(new Intl.NumberFormat("en").resolvedOptions())',
  'Object.prototype.toString.call(new Intl.NumberFormat)',
  'Intl.toString()',
  'delete Intl.Segmenter; "Segmenter" in Intl',
  'Intl = 5; Intl',
  'Object.freeze(Intl); Intl.x = 1; [Object.isFrozen(Intl), Intl.x]',
  'Object.defineProperty(Intl, "x", { value: 1 }).x',
  '{ ...Intl }; Object.keys(Intl)',
]));

differential('console', programs([
  '["log", "error", "dir", "table", "time", "timeEnd", "group"].map((name) => console[name]("x", {}))',
  'Object.prototype.toString.call(console)',
  'Object.keys(console).length > 20',
  'console.log = () => "mine"; console.log()',
  'Object.keys(console.context("x")).length',
  'console.createTask("x").run(() => 5)',
  'try { console.createTask("") } catch (e) { [e instanceof Error, e.message] }',
]));

differential('WebAssembly', programs([
  `WebAssembly.validate(${EMPTY})`,
  instance('e.add(2, 3)'),
  instance('e.call()'),
  instance('try { e.call() } catch (x) { x }', '() => { throw "from the import" }'),
  instance('[Object.keys(e), Object.isFrozen(e), Object.getPrototypeOf(e), e.add.length, e.add instanceof Function]'),
  instance('[e === e, e.add === e.add, e.mem instanceof WebAssembly.Memory]'),
  instance('var b = e.mem.buffer; [b instanceof ArrayBuffer, b.byteLength, b === e.mem.buffer]'),
  instance('var u = new Uint8Array(e.mem.buffer); u[5] = 7; [new Uint8Array(e.mem.buffer)[5], u.length, u.slice(4, 7)]'),
  instance('var v = new DataView(e.mem.buffer, 8); v.setInt32(0, 258); [...new Uint8Array(e.mem.buffer, 8, 4)]'),
  instance('var u = new Uint8Array(e.mem.buffer); u[0] = 9; '
    + '[e.mem.grow(1), u.length, e.mem.buffer.byteLength, new Uint8Array(e.mem.buffer)[0]]'),
  'var m = new WebAssembly.Memory({ initial: 1, maximum: 3 }); new Float64Array(m.buffer).fill(0.5)[8191]',
  'var m = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }); m.buffer instanceof SharedArrayBuffer',
  'var t = new WebAssembly.Table({ element: "anyfunc", initial: 1 }); [t.get(0), t.length, t.grow(2)]',
  'var t = new WebAssembly.Table({ element: "anyfunc", initial: 1 }); try { t.set(0, () => 1) } catch (x) { [x instanceof TypeError, x.message] }',
  'var g = new WebAssembly.Global({ value: "i64", mutable: true }, 5n); g.value += 1n; g.value',
  'try { new WebAssembly.Module(new Uint8Array([1])) } catch (x) { [x instanceof WebAssembly.CompileError, x instanceof Error, x.name, x.message] }',
  'try { new WebAssembly.Instance(5) } catch (x) { [x instanceof TypeError, x.message] }',
  'new WebAssembly.RuntimeError("m") instanceof Error',
  `JSON.stringify([WebAssembly.Module.imports(new WebAssembly.Module(${MODULE})), WebAssembly.Module.exports(new WebAssembly.Module(${MODULE}))])`,
]));

const settled = (list) => Object.fromEntries(list.map((code) => [code, async (vm) => JSON.stringify(await run(vm, code))]));

differential('WebAssembly, later', settled([
  `var p = WebAssembly.compile(${EMPTY}); [p instanceof Promise, p.constructor === Promise]`,
  `WebAssembly.compile(${EMPTY}).then((m) => [String(m), m instanceof WebAssembly.Module])`,
  `WebAssembly.instantiate(${EMPTY}).then((r) => [Object.keys(r), r instanceof Object, String(r.instance)])`,
  `WebAssembly.instantiate(${MODULE}, { m: { f: () => 3 } }).then(({ instance: { exports } }) => exports.call())`,
  'WebAssembly.compile(new Uint8Array([1])).catch((x) => [x instanceof WebAssembly.CompileError, x.message])',
  `WebAssembly.instantiate(${MODULE}).catch((x) => [x instanceof TypeError, x.message])`,
]));
