'use strict';

// What the language asks of objects, and in which order: Proxies that log their traps, iterators, Symbol protocols.

const { attempts, list, oneOf, text } = require('../text.js');
const { array, descriptor, key, object, value, values } = require('./values.js');

const trap = oneOf(
  'get', 'set', 'has', 'deleteProperty', 'ownKeys', 'getOwnPropertyDescriptor', 'defineProperty', 'getPrototypeOf',
  'setPrototypeOf', 'isExtensible', 'preventExtensions', 'apply', 'construct',
);
const odd = oneOf(
  'undefined', 'null', '() => true', '() => false', '() => undefined', '() => ["a", "b"]',
  '() => ({ value: 1, configurable: true })', '() => null', '() => { throw "trap" }', '1', '(t, k) => k',
);
const override = text`${trap}: ${odd}`;
const fixed = oneOf(
  '{ a: 1, get b() { return this.a } }', 'Object.freeze({ a: 1 })', 'Object.preventExtensions({ a: 1 })',
  'Object.defineProperty({}, "a", { value: 1 })',
);
// Sloppy functions have own properties `arguments` and `caller` in V8.
const constructible = oneOf('Point', '((x) => x)', 'identity.bind(1, 2)');
const target = text`(${oneOf(object, array, constructible, fixed)})`;

const use = oneOf(
  text`p[${key}]`, text`(p[${key}] = ${value})`, text`(o[${key}] = ${value})`, text`o[${key}]`, text`${key} in p`,
  text`delete p[${key}]`,
  text`Object.${oneOf('keys', 'entries', 'getOwnPropertyDescriptors', 'isFrozen', 'freeze', 'seal', 'isSealed', 'preventExtensions', 'getPrototypeOf', 'isExtensible')}(p) === p`,
  text`Object.${oneOf('keys', 'values', 'entries', 'getOwnPropertyNames')}(p)`,
  text`Object.defineProperty(p, ${key}, ${descriptor(value)}) === p`,
  text`Object.getOwnPropertyDescriptor(p, ${key})`,
  text`Object.setPrototypeOf(p, ${oneOf('null', 'Array.prototype', 'p', '{}')}) === p`,
  text`Reflect.${oneOf('set', 'get')}(p, ${key}, ${values})`, text`p(${values})`, text`new p(${values})`,
  text`p.${oneOf('a', 'b', 'map', 'push', 'concat', 'slice', 'call', 'next', 'splice', 'sort', 'includes', 'toString', 'hasOwnProperty')}(${values})`,
  text`(() => { const keys = []; for (const k in p) keys.push(k); return keys })()`,
  text`(() => { const keys = []; for (const k in o) keys.push(k); return keys })()`, text`[...p]`, '({ ...p })',
  '(({ a, ...rest }) => rest)(p)', 'Object.assign({}, p)', 'JSON.stringify(p)', '`${p}`', 'p + 1', 'p == 1',
  'typeof p', 'Array.isArray(p)', 'String(o)', '[].concat(p)', 'Array.from(p)', 'Object.prototype.toString.call(p)',
  'p instanceof Object', '({}) instanceof p', 'new Proxy(p, {}).a', 'Reflect.ownKeys(p)',
  text`(() => { with (p) { return typeof a + typeof x } })()`, text`(class extends p {})`, 'Object.fromEntries(p)',
  'new Map(p)', 'new Set(p)', 'Object.entries(p).length', 'Reflect.construct(p, [], Array)',
  'Reflect.construct(Array, [], p)', 'revocable.revoke()', 'revocable.proxy.a',
);

const proxies = text`var target = ${target}, handler = { ${list(override, { max: 2 })} };
var p = new Proxy(target, new Proxy(handler, { get(own, name) { log(name); return own[name] } })), o = Object.create(p), revocable = Proxy.revocable(target, handler);
${attempts(use)}
log(Object.keys(target));`;

const result = oneOf(
  '{ done: true }', '{ done: false, value: 1 }', '{ done: at++ > 1, value: at }',
  '{ get done() { log("done"); return at++ > 0 }, get value() { log("value"); return at } }', '1', 'undefined', '{}',
  '(() => { throw "next" })()',
);
const returns = oneOf(
  '', 'return: null,', 'return: 1,', 'return(x) { log("return", x); return {} },',
  'return() { log("return"); return 1 },', 'return() { log("return"); throw "closed" },',
);
const throws = oneOf('', 'throw(x) { log("throw", x); return { done: true, value: x } },', 'throw: undefined,');
const steps = text`{
  next(x) { if (fuel-- < 0) return { done: true }; log("next", x); return ${result} },
  ${returns} ${throws}
}`;
const iterator = text`{
  at: 0,
  [Symbol.iterator]() { log("iterator"); let at = 0; return ${oneOf('this', '{}', '1', steps)} },
}`;

const take = oneOf(
  'const [x] = i;', 'const [x, , y] = i;', 'const [] = i;', 'const [...x] = i; log(x);',
  'const [x = log("default"), [y] = [1]] = i;', 'let x; [x, ...[x]] = i;', 'const [{ x }, y] = i;', 'log([...i]);',
  'log(Math.max(...i));', 'log(new Set(i));', 'log(new Map(i));', 'log(Array.from(i, (x) => [x]));',
  'log(Object.fromEntries(i));', 'Promise.all(i).then(log, log);', 'Promise.race(i).then(log, log);',
  'for (const x of i) { log(x); break }', 'for (const x of i) { log(x); throw "body" }',
  'for (const x of i) { if (fuel-- < 0) break; log(x); continue }',
  'outer: for (const y of [1, 2]) for (const x of i) { log(x); continue outer }',
  '(() => { for (const x of i) { return log(x) } })();', 'for (const [x] of i) log(x);',
  'for (const { x } of [i]) log(x);', 'for (identity.x of i) { log(identity.x); break }',
  'function* g() { return yield* i } const y = g(); log(y.next("a")); log(y.next("b")); log(y.next("c"));',
  'function* g() { yield* i } const y = g(); log(y.next("a")); log(y.return("r"));',
  'function* g() { yield* i } const y = g(); log(y.next("a")); log(y.throw("t"));',
  'function* g() { try { yield 1; yield* i } finally { log("f"); yield 2 } } const y = g(); log(y.next()); log(y.next()); log(y.return(5)); log(y.next()); log(y.next());',
  'async function* g() { yield* i } const y = g(); y.next("a").then(log, log); y.return("b").then(log, log);',
  'log(new Uint8Array(i));', 'log(Uint8Array.from(i));', 'log(new WeakSet(i));',
  'for (const x of Array.prototype.values.call(i)) log(x);', 'log(Object.groupBy?.(i));',
  'log(String.raw({ raw: i }));',
);

const iterators = text`var i = ${iterator};
${list(text`try { ${take} } catch (e) { log(e) }`, { min: 1, max: 2, separator: '\n' })}
undefined`;

const conversion = oneOf(
  '`${o}`', 'o + ""', '+o', 'o == 1', 'o < 2', '[] instanceof o', '[1].concat(o, [2])',
  'Object.prototype.toString.call(o)', '[...o]', '"x1".match(o)', '"x1".replace(o, "y")', '"x1".search(o)',
  '"x1".split(o)', '"x1".replaceAll(o, "y")', '"x1".matchAll(o)', '"x1".startsWith(o)', '"x1".includes(o)',
  '(() => { with (o) { return typeof a } })()', 'new Date(o)', 'JSON.stringify(o)', 'o[o]',
  'String(Object.assign(Object.create(o), {}))', 'new RegExp(o)', 'RegExp(o)',
  '[1, 2].map.call(Object.assign([1], { constructor: o }), identity)', 'Promise.resolve(o).then(log, log)',
  '(async () => { for await (const x of o) { log(x); break } })().catch(log)',
);

const wellKnown = oneOf(
  'toPrimitive', 'hasInstance', 'isConcatSpreadable', 'species', 'toStringTag', 'iterator', 'match', 'replace',
  'search', 'split', 'matchAll', 'unscopables', 'asyncIterator',
);
const protocol = oneOf(
  '(...x) => (log(...x), 1)', 'true', 'false', 'undefined', '"tag"', 'null', '() => ({})', '{ a: true }', value,
);
const others = oneOf(
  '', 'a: 1', 'length: 2, 0: "x"', 'valueOf() { log("valueOf"); return 1 }', 'toString() { log("toString"); return "o" }',
  'constructor: { [Symbol.species]: Array }',
);
const symbols = text`var o = { ${list(text`[Symbol.${wellKnown}]: ${protocol}`, { min: 1 })}, ${others} };
${attempts(conversion)}`;

module.exports = { proxies, iterators, symbols };
