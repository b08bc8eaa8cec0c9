'use strict';

// Odd values of every type, as texts of expressions.

const { oneOf, text, list } = require('../text.js');

const number = oneOf(
  '0', '1', '-1', '-0', '2', '3', '7', '0.5', '-1.5', '1.005', '255', '256', '65536', '1e21', '1e-7',
  '123456789.125', 'NaN', 'Infinity', '-Infinity', '2 ** 31', '-(2 ** 31) - 1', '2 ** 32 - 1', '2 ** 32', '2 ** 53',
  '-(2 ** 53) - 2', '5e-324', '1.7976931348623157e308', '0.1 + 0.2', '4.35', '1e300', '123e-20',
);

// For what makes something as long as the number says.
const smallNumber = oneOf(
  '0', '1', '-1', '2', '3', '5', '-0', '1.7', '-3', 'NaN', '"2"', 'undefined', 'null', 'Infinity', '-Infinity',
  'true',
);

const string = oneOf(
  '""', '"a"', '"b"', '"length"', '"0"', '"1"', '"-0"', '" 12 "', '"0x1f"', '"1e3"', '"1_0"', '"abc"', '"aXbXc"',
  '"NaN"', '"\\ud83d\\ude00"', '"\\ud83d"', '"\\ude00z"', '"a\\nb"', '"\\u0130i"', '"ﬁ ß"', '"Infinity"',
  '"__proto__"', '"constructor"', '"4294967295"', '"4294967294"', '"9007199254740993"', '"\\u2028"',
  '"the quick brown"', '"ab".repeat(3)',
);

const bigint = oneOf(
  '0n', '1n', '-1n', '7n', '-(2n ** 63n)', '2n ** 64n', '123456789012345678901234567890n', 'BigInt(2 ** 53)',
);

const symbol = oneOf('Symbol.iterator', 'Symbol.toPrimitive', 'Symbol.for("s")', 'symbol');

// Objects that log how they are converted.
const convertible = oneOf(
  '{ valueOf() { log("valueOf"); return 3 } }', '{ toString() { log("toString"); return "s" } }',
  '{ valueOf() { log("valueOf"); return {} }, toString() { log("toString"); return "7" } }',
  '{ [Symbol.toPrimitive](hint) { log(hint); return hint === "number" ? 4 : "p" } }',
  '{ [Symbol.toPrimitive]: undefined, valueOf: () => 8n }', '{ valueOf() { throw "no" } }', '{ __proto__: null }',
);

const array = oneOf(
  '[]', '[1]', '[1, 2, 3]', '[3, 1, 2]', '[, 1]', '[1, , 3]', '[[1], [2, [3]]]', '["b", "a", "c"]',
  '[undefined, null]', '[-0, NaN]', 'Object.freeze([1, 2])', '[1.5, 2.5]', '[{}, "x", 1n]', 'Array(3)',
  'Object.assign([1, 2], { x: 1 })', '[[1, 2], [3, 4]]',
);

const iterable = oneOf(
  '"a\\ud83d\\ude00b"', 'new Set([1, "x", NaN])', 'new Map([[1, "x"], ["y", {}]])', '[1, 2, 3][Symbol.iterator]()',
  'numbers()', 'watched(2)', 'watched(0)', '(function () { return arguments })(1, 2)', 'new Uint8Array([1, 2, 300])',
);

const object = oneOf(
  '{}', '{ a: 1 }', '{ a: 1, b: { c: 2 } }', '{ b: 1, a: 2, 1: "x", 0: "y" }', '{ length: 2, 0: "x", 1: "y" }',
  '{ length: -1 }', '{ length: "3" }',
  '{ get a() { log("get a"); return 1 }, set a(value) { log("set a", value) } }',
  '{ __proto__: { a: "inherited" } }', 'Object.freeze({ a: 1 })', 'Object.create(null)',
  'Object.create({ a: 1 }, { b: { value: 2 } })', 'new Date(0)', 'new Date(NaN)', '/a/g', 'new Error("e")',
  'Object(1)', 'Object("str")', 'Object(1n)', 'Object(symbol)', 'new Boolean(false)', 'Math', 'new Proxy({}, {})',
  'new Proxy([1, 2], {})', 'new WeakMap()', 'new ArrayBuffer(4)', 'new DataView(new ArrayBuffer(8))',
  'new Float64Array(2)', 'new BigInt64Array(1)',
);

// Functions that have the same text and name on both sides.
const callable = oneOf(
  'identity', 'adder', 'thrower', 'Array', 'String', 'Number', 'Object', 'Boolean', 'BigInt', 'Symbol',
  'identity.bind(1, 2)', '((x) => x)', 'Point',
);

const nothing = oneOf('undefined', 'null', 'true', 'false');

const wrap = (arbitrary) => text`(${arbitrary})`;
/** A property descriptor with some fields. */
const descriptor = (value) => {
  const field = oneOf(
    'configurable: true', 'configurable: false', 'writable: true', 'writable: false', 'enumerable: true',
    'enumerable: false', text`value: ${value}`, 'get() { return 1 }', 'set(v) { this.stored = v }',
  );
  return text`{ ${list(field)} }`;
};

const primitive = oneOf(number, string, bigint, symbol, nothing);
const value = wrap(
  oneOf(number, string, nothing, number, string, bigint, symbol, convertible, array, iterable, object, callable),
);
const key = oneOf(
  '"a"', '"b"', '"length"', '0', '1', '-1', '"0"', 'Symbol.iterator', 'symbol', '"constructor"', '"__proto__"',
  '1.5', '"x"', '4294967295', '2 ** 32',
);
const values = list(value);

module.exports = {
  number, smallNumber, string, bigint, symbol, array, iterable, object, callable, primitive, value, values, key,
  descriptor, wrap,
};
