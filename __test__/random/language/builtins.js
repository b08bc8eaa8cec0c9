'use strict';

// Calls of built-in functions with odd receivers and arguments.

const { attempts, list, oneOf, text } = require('../text.js');
const values = require('./values.js');

const { value, wrap, key, descriptor } = values;
const number = wrap(values.number);
const string = wrap(values.string);
const small = wrap(oneOf(values.smallNumber, '{ valueOf() { log("valueOf"); return 1 } }'));
const array = wrap(values.array);
const callable = wrap(
  oneOf(values.callable, '(...a) => log(...a)', '(x) => x > 1', '(x, y) => x + y', '(x, y) => x < y ? -1 : 1'),
);
const bigint = wrap(values.bigint);
const arrayLike = wrap(oneOf(values.array, values.array, values.iterable, values.object));

/** A program that logs the outcome of each of some calls. */
const calls = (call, { before = '', max = 5 } = {}) => text`${before}
${attempts(call, max)}`;

const numbers = calls(
  oneOf(
    text`${number}.${oneOf('toFixed', 'toPrecision', 'toExponential')}(${small})`,
    text`${number}.toString(${oneOf('2', '3', '7', '10', '16', '36', 'undefined', '1', '37', '"8"')})`,
    text`String(${number})`, text`Number(${string})`,
    text`parseInt(${string}, ${oneOf('2', '10', '16', '36', '37', '0', '1', 'NaN', '-1')})`,
    text`parseFloat(${string})`,
    text`Math.${oneOf('round', 'trunc', 'sign', 'floor', 'ceil', 'fround', 'clz32', 'abs', 'sqrt')}(${oneOf(number, value)})`,
    text`Math.${oneOf('max', 'min', 'imul', 'hypot', 'atan2')}(${list(number)})`,
    text`Number.${oneOf('isInteger', 'isSafeInteger', 'isFinite', 'isNaN')}(${value})`,
    text`${number} ${oneOf('%', '/', '*', '+', '-', '>>>', '<<', '>>', '&', '|', '^')} ${number}`,
    text`Object.is(${number}, ${number})`,
  ),
);

const bigints = calls(
  oneOf(
    text`${bigint} ${oneOf('+', '-', '*', '/', '%', '<<', '>>', '&', '|', '^', '<', '>=', '==', '===', '>>>')} ${oneOf(bigint, bigint, number)}`,
    text`${bigint} ** ${oneOf('0n', '1n', '5n', '-1n', '64n')}`, text`${oneOf('-', '~', 'typeof ', '+')}${bigint}`,
    text`BigInt(${oneOf(number, string, value)})`,
    text`BigInt.${oneOf('asIntN', 'asUintN')}(${oneOf('0', '1', '8', '63', '64', '65', '-1', '1.5', '200')}, ${oneOf(bigint, value)})`,
    text`${bigint}.toString(${oneOf('', '2', '16', '36', '1')})`, text`Number(${bigint})`,
    text`${bigint} ${oneOf('<', '>', '==', '<=')} ${oneOf(value, string)}`,
    text`[${list(oneOf(bigint, number))}].sort().map(String)`,
  ),
);

const strings = calls(
  oneOf(
    text`${string}.${oneOf('at', 'charAt', 'charCodeAt', 'codePointAt')}(${small})`,
    text`${string}.${oneOf('slice', 'substring', 'substr')}(${list(small, { max: 2 })})`,
    text`${string}.${oneOf('indexOf', 'lastIndexOf', 'includes', 'startsWith', 'endsWith')}(${string}, ${small})`,
    text`${string}.${oneOf('padStart', 'padEnd')}(${oneOf('0', '5', '7', 'NaN', '-1')}, ${oneOf(string, 'undefined')})`,
    text`${string}.repeat(${oneOf('0', '1', '2', '-1', 'Infinity', 'NaN', '2.9', '2 ** 30')})`,
    text`${string}.split(${oneOf(string, value)}, ${oneOf('undefined', '0', '1', '2', '-1', '2 ** 32 + 1')})`,
    text`${string}.${oneOf('replace', 'replaceAll')}(${oneOf(string, value)}, ${oneOf('"[$&]"', '"$$"', '"$`|$\'"', '"$1$<a>"', callable)})`,
    text`${string}.${oneOf('trim', 'trimStart', 'trimEnd', 'toUpperCase', 'toLowerCase', 'isWellFormed', 'toWellFormed', 'concat', 'valueOf')}()`,
    text`${string}.${oneOf('anchor', 'big', 'link', 'sub')}(${string})`,
    text`String.${oneOf('fromCharCode', 'fromCodePoint')}(${list(oneOf(number, small))})`,
    text`String.raw({ raw: ${value} }, ${list(value)})`,
    text`String.prototype.${oneOf('at', 'slice', 'trim', 'includes', 'split', 'concat', 'padEnd')}.call(${value}, ${small})`,
    text`[...${string}]`, text`Reflect.ownKeys(Object(${string}))`,
    text`${oneOf('escape', 'unescape', 'encodeURIComponent', 'decodeURIComponent', 'encodeURI', 'decodeURI')}(${oneOf(string, '"%E4%F6%FC"', '"%u2028%zz"', '"%F0%9F%98%80;/?"')})`,
    text`${string} ${oneOf('<', '>', '<=')} ${string}`,
  ),
);

const arrayMethod = oneOf(
  text`${oneOf('at', 'keys', 'entries', 'values', 'reverse', 'pop', 'shift', 'toReversed', 'flat', 'join', 'toString')}(${small})`,
  text`${oneOf('slice', 'splice', 'copyWithin', 'toSpliced', 'fill')}(${list(small)})`,
  text`${oneOf('push', 'unshift', 'concat')}(${list(value)})`,
  text`${oneOf('includes', 'indexOf', 'lastIndexOf')}(${value}, ${small})`,
  text`${oneOf('map', 'filter', 'forEach', 'find', 'findIndex', 'findLast', 'findLastIndex', 'some', 'every', 'flatMap')}(${callable}, ${value})`,
  text`${oneOf('reduce', 'reduceRight')}(${list(oneOf(callable, value), { min: 1, max: 2 })})`,
  text`${oneOf('sort', 'toSorted')}(${oneOf('', 'undefined', callable)})`, text`with(${small}, ${value})`,
);

const arrays = calls(
  oneOf(
    text`[a, a.${arrayMethod}]`, text`[a, a.${arrayMethod}, a]`, text`(a = ${array}, b = a.${arrayMethod}, [a, b])`,
    text`(a.length = ${small})`, text`(a[${key}] = ${value}, a)`,
    text`(a.length = ${oneOf('0', '1', '5', '"2"', '1.5', '-1', '2 ** 32')}, a)`, text`delete a[${key}]`,
    text`Object.defineProperty(a, ${key}, ${descriptor(value)})`,
    text`Array.from(${arrayLike}, ${oneOf('undefined', callable)})`,
    text`Array.of.call(${callable}, ${list(value)})`,
    text`Array.prototype.${arrayMethod.map((call) => call.replace('(', `.call(a${/\(\)/.test(call) ? '' : ', '}`))}`,
    text`Array.prototype.concat.call(${arrayLike}, ${list(arrayLike)})`,
    text`[...(a = ${arrayLike}, Array.prototype.slice.call(a, ${small}))]`, text`Object.getOwnPropertyNames(a)`,
    text`(a = ${arrayLike})`, text`(Object.freeze(a), a.push(1))`,
    text`(a.constructor = { [Symbol.species]: ${callable} }, a.map(identity))`, text`Object.groupBy`,
    text`(() => { const r = []; for (const x of a) { if (fuel-- < 50) break; r.push(x); a.push?.(1); if (r.length > 4) break } return r })()`,
  ),
  { before: 'var a = [1, 2, 3], b;' },
);

const collections = calls(
  oneOf(
    text`m.${oneOf('get', 'has', 'delete')}(${value})`, text`m.set(${value}, ${value}).size`,
    text`s.${oneOf('has', 'delete')}(${value})`, text`s.add(${value}).size`, 'm.clear()', 's.clear()', 'm', 's',
    'it.next()', 'is.next()', 'it = m.entries()', 'is = s.values()', '[...m]', '[...s]', '[...it]',
    text`m.forEach((v, k) => { log(k, v); ${oneOf('', 'm.delete(k)', 'if (m.size < 6) m.set(m.size * 10, 1)', 'm.clear()')} })`,
    text`s.forEach((v) => { log(v); ${oneOf('', 's.delete(v)', 'if (s.size < 6) s.add(s.size * 10)', 's.clear()')} })`,
    text`(() => { for (const [k] of m) { log(k); m.delete(k); if (fuel-- > 50) m.set(k, 1) } })()`,
    text`new Map(${value})`, text`new Set(${value})`, text`new WeakMap([[m, 1]]).get(${oneOf('m', 's', value)})`,
    text`new WeakSet([m]).has(${oneOf('m', 's', value)})`,
    text`new WeakSet().add(${wrap(oneOf(values.object, values.number, values.string))}) instanceof WeakSet`,
    text`Map.prototype.${oneOf('get', 'set', 'has', 'forEach', 'keys')}.call(${oneOf('m', 's', value)}, ${callable})`,
  ),
  {
    before:
      'var m = new Map([[1, "x"], [NaN, 2], ["k", {}]]), s = new Set([1, -0, "x"]), it = m.keys(), is = s.entries();',
    max: 8,
  },
);

const typedArray = oneOf(
  'Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array',
  'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array',
);
const bytes = calls(
  oneOf(
    text`(t = new ${typedArray}(${oneOf(small, array, 'buffer', 'u', value)}))`,
    text`(t = new ${typedArray}(buffer, ${oneOf('0', '1', '2', '8', '16', '24', '-1', '"8"')}, ${oneOf('undefined', '0', '1', '2', '100')}))`,
    text`(t[${oneOf('0', '1', '"-0"', '-1', '100', '"1.5"', '"x"')}] = ${oneOf(number, value, bigint)})`, 't', 'u',
    'u[0]', 't.length', 't.byteLength', 't.byteOffset', 'Object.keys(t)', text`[a = t.${arrayMethod}, t]`,
    text`t.${oneOf('subarray', 'slice')}(${list(small, { max: 2 })})`,
    text`t.set(${oneOf(array, 'u', 't', arrayLike)}, ${small})`,
    text`view.get${oneOf('Int8', 'Uint8', 'Int16', 'Uint16', 'Int32', 'Uint32', 'Float32', 'Float64', 'BigInt64', 'BigUint64')}(${oneOf(small, '8', '20')}, ${value})`,
    text`view.set${oneOf('Int8', 'Uint8', 'Int16', 'Uint16', 'Int32', 'Float32', 'Float64')}(${small}, ${oneOf(number, value)}, ${value})`,
    text`view.set${oneOf('BigInt64', 'BigUint64')}(${small}, ${oneOf(bigint, value)})`,
    text`new DataView(buffer, ${small}, ${small}).byteLength`,
    text`new Uint8Array(buffer.slice(${list(small, { max: 2 })}))`,
    text`${typedArray}.${oneOf('from', 'of')}(${oneOf(array, value)}, ${oneOf('', callable)})`,
    text`Reflect.${oneOf('has', 'get', 'deleteProperty', 'getOwnPropertyDescriptor')}(t, ${oneOf(key, '"-0"', '"1.0"', '"Infinity"')})`,
    text`Reflect.${oneOf('set', 'defineProperty')}(t, ${oneOf(key, '"-0"')}, ${oneOf('{ value: 1 }', '{ value: 1, writable: true, enumerable: true, configurable: true }', value)})`,
    text`new Uint8Array(new ArrayBuffer(4, { maxByteLength: 8 }))`,
    text`(r.resize(${oneOf('0', '2', '5', '8', '9')}), rt)`, '[rt.length, rt.byteLength, rt[3], ri.length]',
    text`Atomics.${oneOf('add', 'exchange', 'load', 'or', 'store', 'sub')}(i, ${small}, ${number})`,
  ),
  {
    before:
      'var buffer = new ArrayBuffer(16), u = new Uint8Array(buffer), t = new Int16Array([1, -2, 300]), view = new DataView(buffer), i = new Int32Array(buffer), r = new ArrayBuffer(4, { maxByteLength: 8 }), rt = new Uint8Array(r), ri = new Uint16Array(r, 2, 1), a;',
    max: 8,
  },
);

const time = oneOf(
  '0', '-1', '8.64e15', '8.64e15 + 1', 'NaN', '1e12', '-62198755200000', '951782400000', '1700000000000.9', '-1.5',
);
const dates = calls(
  oneOf(
    text`(d = new Date(${time}))`,
    text`new Date(${list(oneOf('0', '1', '11', '12', '-1', '99', '100', '1970', '2024', '31', '275760', 'NaN', '1.9', '"5"', 'undefined'), { min: 2, max: 7 })})`,
    text`Date.UTC(${list(oneOf('0', '1', '11', '99', '2024', '-1', 'NaN', '60', '1e9', '{ valueOf() { log("v"); return 2 } }'), { min: 0, max: 7 })})`,
    text`d.set${oneOf('', 'UTC')}${oneOf('FullYear', 'Month', 'Date', 'Hours', 'Minutes', 'Seconds', 'Milliseconds')}(${list(oneOf('0', '1', '12', '-1', '60', '2024', 'NaN', '1.9', '{ valueOf() { log("v"); return 2 } }'), { min: 0, max: 4 })})`,
    text`d.get${oneOf('', 'UTC')}${oneOf('FullYear', 'Month', 'Date', 'Hours', 'Day', 'Minutes', 'Milliseconds')}()`,
    text`d.setTime(${time})`, text`d.${oneOf('toISOString', 'toJSON', 'valueOf', 'getTimezoneOffset', 'getYear')}()`,
    text`d[Symbol.toPrimitive](${oneOf('"number"', '"x"', 'undefined')})`,
    text`Date.parse(${oneOf('"2024-02-30"', '"2024-02-29T12:30"', '"2024-02-29T12:30:15.123456Z"', '"-000000-01-01T00:00Z"', '"+275760-09-13T00:00:00.000Z"', '"+275760-09-13T00:00:00.001Z"', '"2024-13-01"', '"2024-01-01T24:00:00Z"', '"2024-01-01T24:00:01Z"', '"2024"', '"2024-01-01T00:00:00+05:30"')})`,
    text`(d - new Date(${time}))`, text`new Date(${value}) - 0`,
  ),
  { before: 'var d = new Date(951782400000);', max: 6 },
);

const json = oneOf(
  '"{}"', '"[1,2.50,-0,1e3]"', '"{\\"a\\":{\\"b\\":[null,true]},\\"a\\":2}"', '" \\n[ 1 ,\\t2 ] "', '"[1,]"', '"01"',
  '"-"', '"\\"\\\\u0041\\\\n\\""', '"{\\"__proto__\\":1,\\"1\\":2,\\"0\\":3}"', '"nul"', '"\'a\'"', '"\\"\\n\\""',
  '"1 2"', '""', '"[[[]]]"', '"-0"', '"1E400"',
);
const jsons = calls(
  oneOf(
    text`JSON.parse(${json})`,
    text`JSON.parse(${json}, (k, v) => { log(k, v); return ${oneOf('v', 'undefined', '[k]', 'typeof v === "number" ? v + 1 : v')} })`,
    text`JSON.parse(${json}, function (k, v) { ${oneOf('delete this[0]', 'this.b = 1', 'if (Array.isArray(this)) this.length = 1', 'this[1] = { x: 1 }')}; log(k); return v })`,
    text`JSON.stringify(${value}, ${oneOf('undefined', 'null', '["a", 1, "b"]', '(k, v) => { log(k); return v }', '(k, v) => typeof v === "bigint" ? String(v) : v', '(k, v) => k === "a" ? undefined : v')}, ${oneOf('undefined', '2', '" "', '"abcdefghijklmn"', '20', 'Object(3)', '-1')})`,
    text`JSON.stringify({ a: ${value}, b: [${value}, ${value}], toJSON: ${oneOf('undefined', '(k) => [k]', '1')} }, null, ${oneOf('0', '1')})`,
    text`JSON.stringify(${string})`,
    text`JSON.stringify(${oneOf('new Date(0)', 'new Date(NaN)', 'Object(symbol)', '[undefined, identity, symbol]', 'new Proxy([1, { a: 2 }], {})', 'new Map([[1, 2]])', '{ get a() { log("get"); return 1 } }', '{ [symbol]: 1, u: undefined }', 'new Uint8Array(2)')})`,
  ),
);

const objects = calls(
  oneOf(
    text`Object.${oneOf('keys', 'values', 'entries', 'getOwnPropertyNames', 'getOwnPropertySymbols', 'getOwnPropertyDescriptors', 'isFrozen', 'isSealed', 'isExtensible', 'fromEntries')}(${oneOf('o', value)})`,
    text`Object.${oneOf('freeze', 'seal', 'preventExtensions')}(o)`, text`Object.assign(o, ${value})`,
    text`Object.assign({}, o)`,
    text`Object.defineProperty(o, ${key}, ${descriptor(value)})`,
    text`Object.getOwnPropertyDescriptor(o, ${key})`, text`(o[${key}] = ${value})`, text`delete o[${key}]`,
    text`o[${key}]`, text`${key} in o`,
    text`Object.setPrototypeOf(o, ${oneOf('null', '{ a: "proto" }', 'p', value)})`, text`(o.__proto__ = ${value})`,
    'Object.getPrototypeOf(o) === Object.prototype', 'o', 'p', '{ ...o }', 'Reflect.ownKeys(o)',
    text`(() => { const r = []; for (const k in o) { r.push(k); ${oneOf('', 'delete o.b', 'delete o.x', 'o.zz = 1', 'delete p.q')} } return r })()`,
    text`Object.create(${oneOf('o', 'null', value)}, ${oneOf('{}', '{ z: { value: 1, enumerable: true } }', value)})`,
    text`Object.prototype.${oneOf('toString', 'valueOf', 'hasOwnProperty', 'propertyIsEnumerable', 'isPrototypeOf', '__lookupGetter__')}.call(${oneOf('o', value)}, ${key})`,
    text`(p[${key}] = ${value})`,
    text`Object.defineProperty(p, ${key}, { configurable: true, ${oneOf('get() { log("p get", this === o); return 1 }', 'set(v) { log("p set", this === o, v) }', 'value: 5', 'value: 5, writable: true')} })`,
    text`delete p[${key}]`,
    text`Reflect.set(o, ${key}, ${value}, ${oneOf('o', 'p', '{}', 'Object.freeze({})', value)})`,
    text`Reflect.get(o, ${key}, ${value})`,
  ),
  { before: 'var p = { q: 1, a: 2 }, o = { b: 1, x: 2, __proto__: p };', max: 9 },
);

const functions = calls(
  oneOf(
    text`${callable}.${oneOf('call', 'apply', 'bind')}(${value}, ${oneOf(value, array)})`,
    text`Reflect.${oneOf('apply', 'construct')}(${callable}, ${oneOf(value, array)}, ${oneOf(array, callable)})`,
    text`new ${callable}(${list(value)})`,
    text`(class extends ${callable} { constructor() { ${oneOf('super(1)', 'super(...arguments)', 'return {}', '', 'log(this)', 'super(); super()')} } })`,
    text`new (class extends ${callable} { a = 1; get b() { return 2 } })(${list(value, { max: 2 })})`,
    text`${callable}(${list(value)})`, text`${callable}.bind(${list(value)}).${oneOf('length', 'name')}`,
    text`Object.getOwnPropertyNames(${oneOf('identity', 'Point', '() => 1', 'async () => 1', 'function* () {}', '{ m() {} }.m', 'identity.bind()')}).filter((n) => n !== "arguments" && n !== "caller")`,
    text`${value} instanceof ${oneOf(callable, value)}`,
    text`(function (a, b = ${value}, ...c) { return [a, b, c, arguments.length] })(${list(value)})`,
    text`(function (a, b) { arguments[0] = ${value}; b = ${value}; return [a, ...arguments] })(${list(value)})`,
    text`new Function(${list(oneOf('"a"', '"b = 1"', '"...c"', '"return a"', '"a, b"', '""', '"{ x }"'), { min: 1 })})(${value})`,
    text`(0, eval)(${oneOf('"1 + 1"', '"var q = 1; q"', '"({})"', '"{}"', '"let z = 1; z"', '"if (0) 1"', '"this === globalThis"', '"function h() {} h"', '"throw 1"', value)})`,
  ),
);

module.exports = { numbers, bigints, strings, arrays, collections, bytes, dates, jsons, objects, functions };
