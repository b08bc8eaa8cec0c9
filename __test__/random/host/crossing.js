'use strict';

// Values of one side in the hands of the other. `h` is a value of the host that the guest has, `g` one of the guest
// that the host has; both sides have both.

const { list, oneOf, text } = require('../text.js');
const { descriptor } = require('../language/values.js');
const { guest, start } = require('./start.js');

const made = oneOf(
  '{}', '{ a: 1, b: { c: 2 } }', '[1, 2, 3]', '[]', '[, 1]',
  'function named(a, b) { return [this === undefined, a, b] }', '(x) => x',
  'class K { static toString() { return "K" } constructor(x) { this.x = x } m() { return this.x } static s = 1 }',
  'new (class P { #p = 1; read() { return this.#p } })()', 'new Date(0)', '/a(b)?/g', 'new Map([[1, { a: 1 }]])',
  'new Set([1, {}])', 'new Error("e")', 'new TypeError("t", { cause: 1 })', 'Promise.resolve(1)',
  'new Uint8Array([1, 2, 3])', 'new Float64Array(2)', 'new ArrayBuffer(4)', 'new DataView(new ArrayBuffer(4))',
  'Object(1)', 'Object("str")', 'Object.freeze({ a: 1 })', 'Object.freeze([1])', 'Object.create(null)',
  '{ get a() { return this.b }, set a(v) { this.b = v } }', 'Symbol("s")', 'Symbol.for("r")', '12n',
  '(function* () { yield 1; yield 2 })()', '[1, 2][Symbol.iterator]()',
  'new Proxy({ a: 1 }, { get: (t, k) => k === "a" ? 5 : t[k] })', 'new Proxy(function () { return 1 }, {})',
  '(function () { return arguments })(1, 2)', 'Object.preventExtensions({ a: 1 })', 'new WeakMap()', 'async () => 1',
  'new (class extends Array {})(3)', 'new (class extends Error { name = "Mine" })("m")',
  'new (class extends Map { get(k) { return [k] } })([[1, 2]])', 'Object.defineProperty({}, "a", { value: 1 })',
);

const key = oneOf(
  '"a"', '"b"', '0', '1', '"length"', '"x"', 'Symbol.iterator', 'Symbol.toStringTag', '"constructor"', '"__proto__"',
  '"name"', '"prototype"',
);
const small = oneOf('1', '"s"', 'null', 'undefined', '{}', '[1]', 'other', 'subject');

// What both sides can do; `subject` is the value and `other` the value of the other side.
const use = oneOf(
  text`subject[${key}]`, text`(subject[${key}] = ${small})`,
  text`(() => { "use strict"; subject[${key}] = ${small} })()`, text`delete subject[${key}]`,
  text`${key} in subject`, text`Object.defineProperty(subject, ${key}, ${descriptor(small)}) === subject`,
  text`Object.getOwnPropertyDescriptor(subject, ${key})`,
  text`Object.${oneOf('keys', 'entries', 'values', 'getOwnPropertyNames')}(subject)`,
  text`Reflect.ownKeys(subject).map(String)`,
  text`Object.${oneOf('freeze', 'seal', 'preventExtensions')}(subject) === subject`,
  text`Object.${oneOf('isFrozen', 'isSealed', 'isExtensible')}(subject)`,
  text`Object.setPrototypeOf(subject, null) === subject`,
  'Object.getPrototypeOf(subject) === Object.prototype',
  'Object.getPrototypeOf(Object.getPrototypeOf(subject) ?? {}) === Object.prototype', 'typeof subject',
  'Object.prototype.toString.call(subject)', 'Array.isArray(subject)',
  text`subject instanceof ${oneOf('Object', 'Array', 'Function', 'Error', 'Map', 'Date', 'Promise', 'Uint8Array', 'RegExp')}`,
  'subject === other', 'subject == other', 'Object.is(subject, identity(subject))', text`subject(${list(small)})`,
  text`new subject(${list(small)})`, text`new (class extends subject { y = 2 })(1)`,
  text`subject.call(other, ${small})`, text`subject.apply(null, [${list(small)}])`,
  text`Reflect.apply(subject, other, [${list(small)}])`,
  text`Reflect.construct(subject, [], ${oneOf('Object', 'Array', 'subject')})`, text`subject.bind(1)(2)`,
  '[...subject]', '({ ...subject })', 'Array.from(subject)', 'Object.assign({}, subject)', '`${subject}`',
  'subject + ""', '+subject', 'JSON.stringify(subject)', 'JSON.stringify({ subject, other })',
  '[].concat(subject, other)', 'Object.entries({ ...subject }).length',
  text`subject.${oneOf('map', 'filter', 'forEach', 'find')}((x) => x)`, text`subject.push(${small})`,
  'subject.pop()', 'subject.slice(1)', 'subject.concat([4])', 'subject.sort()', 'subject.reverse()',
  'subject.join()', 'subject.includes(1)', text`subject.indexOf(${small})`, 'subject.splice(0, 1)', 'subject.flat()',
  'subject.toString()', text`subject.get(${small})`, text`subject.set(${small}, ${small}) === subject`,
  text`subject.add?.(${small}) === subject`, text`subject.has(${small})`, 'subject.size', 'subject.getTime()',
  'subject.setTime(5)', 'subject.toISOString()', 'subject.exec("ab")', 'subject.test("ab")',
  '"abab".replace(subject, "x")', 'subject.lastIndex', 'subject.next()', 'subject.return?.(3)', 'subject.m?.()',
  'subject.read?.()', 'subject.name', 'subject.message', 'subject.cause', 'subject.stack === subject.stack',
  'subject.byteLength', 'subject.fill?.(7)', 'subject.subarray?.(1)', 'subject.buffer === subject.buffer',
  'new Uint8Array(subject)', 'subject.description', 'new Map([[subject, 1]]).get(subject)',
  'new WeakMap([[subject, other]]).get(subject) === other', 'new Set([subject, subject]).size',
  'new Proxy(subject, {}).a', '(() => { throw subject })()',
  '(() => { const keys = []; for (const k in subject) keys.push(k); return keys })()',
  '(({ a, ...rest }) => [a, rest])(subject)', 'identity(subject) === subject', 'box(subject).subject === subject',
  'box(other).subject === other', 'subject?.constructor?.name',
  'Object.getPrototypeOf(subject) === Object.getPrototypeOf(identity(subject))', 'subject.self = subject',
  'subject.self === subject', 'subject.other = other', 'subject.other === other', 'structure(subject)',
  'Object.hasOwn(subject, "a")', 'Object.create(subject).a', 'Symbol.keyFor(subject)', 'typeof Object(subject)',
  'subject.valueOf() === subject', 'new Date(subject).getTime()', 'new RegExp(subject).source',
  'new Error("w", { cause: subject }).cause === subject',
);

const both = text`(subject, other) => ${use}`;
const step = oneOf(
  text`(${both})(h, g)`, text`(${both})(g, h)`, text`run(${guest(both)})(h, g)`, text`run(${guest(both)})(g, h)`,
  text`run(${guest(text`(${both})(h, g)`)})`,
  text`run(${guest(text`(${both})(g, h)`)})`,
);

const tools = `function identity(x) { return x } function box(subject) { return { subject } } function structure(x) { return { list: [x, [x]], x } }`;

const crossings = text`const h = ${made};
const sandbox = vm.createContext({ h });
${start}
${tools}
run(${JSON.stringify(tools)});
const g = run(${guest(text`globalThis.g = ${made}`)});
${list(text`attempt('step', () => ${step});`, { min: 1, max: 6, separator: '\n' })}
attempt('in the end', () => [h, g]);`;

module.exports = { crossings };
