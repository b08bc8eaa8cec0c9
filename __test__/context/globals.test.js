'use strict';

// What a fresh context has: the builtins, and nothing that Node adds.

const { differential } = require('../helpers/differential.js');
const { programs, run } = require('../helpers/cases.js');

const NODE_ADDS = `process global Buffer require module exports __filename __dirname setTimeout setInterval setImmediate
  clearTimeout queueMicrotask structuredClone URL URLSearchParams TextEncoder TextDecoder AbortController Event EventTarget
  DOMException MessageChannel Blob performance fetch Headers crypto atob btoa ReadableStream`.split(/\s+/);

// Features that V8 11.3 lacks may be there or not.
const BUILTINS = [
  'Object',
  'Function',
  'Array',
  'Number',
  'Boolean',
  'String',
  'Symbol',
  'Date',
  'Promise',
  'RegExp',
  'Error',
  'AggregateError',
  'ArrayBuffer',
  'Uint8Array',
  'Float64Array',
  'DataView',
  'Map',
  'BigInt',
  'Set',
  'WeakMap',
  'WeakSet',
  'Proxy',
  'FinalizationRegistry',
  'WeakRef',
  'JSON',
  'Math',
  'Reflect',
  'Atomics',
  'Intl',
  'WebAssembly',
];

const shape = (name) => `(() => {
  const flags = (d) => (d.writable ? 'W' : '-') + (d.enumerable ? 'E' : '-') + (d.configurable ? 'C' : '-');
  const list = (o) => Reflect.ownKeys(o).map((k) => {
    const d = Object.getOwnPropertyDescriptor(o, k);
    return String(k) + ' ' + flags(d) + ' ' + (typeof d.value === 'function' ? d.value.name + '/' + d.value.length : typeof d.value);
  }).sort();
  const o = ${name};
  return [typeof o, list(o), typeof o === 'function' && o.prototype ? list(o.prototype) : []];
})()`;

// What the host has, as this file runs on the V8 whose feature level is wanted.
const known = new Set(
  BUILTINS.flatMap((name) => {
    const builtin = globalThis[name];
    return [builtin, builtin.prototype]
      .filter(Boolean)
      .flatMap((o) => Reflect.ownKeys(o).map((key) => `${name} ${String(key)}`));
  }),
);

differential(
  'builtins',
  Object.fromEntries(
    BUILTINS.map((name) => [
      `properties of ${name}`,
      (vm) => {
        const [type, own, prototype] = run(vm, shape(name));
        const familiar = (list) =>
          [...list].filter((text) => known.has(`${name} ${text.replace(/ [WEC-]{3} [^]*$/, '')}`));
        return [type, familiar(own), familiar(prototype)];
      },
    ]),
  ),
);

differential(
  'what Node adds is not there',
  Object.fromEntries(NODE_ADDS.map((name) => [name, (vm) => run(vm, `typeof ${name}`)])),
);

differential(
  'console',
  programs([
    'typeof console',
    'Object.prototype.toString.call(console)',
    'console.log("unseen")',
    'console.error("unseen")',
    '["debug", "error", "info", "log", "warn", "dir", "table", "trace", "group", "groupEnd", "time", "timeEnd", "count", "assert"].map((k) => typeof console[k])',
    'Object.getOwnPropertyDescriptor(globalThis, "console").enumerable',
    'console.log.name',
    'Reflect.ownKeys(Object.getPrototypeOf(console)).length',
  ]),
);

differential(
  'particulars',
  programs([
    'escape("ä b")',
    'unescape("%E4")',
    '"a".anchor("b")',
    '({}).__proto__ === Object.prototype',
    'typeof ({}).__defineGetter__',
    'Error.stackTraceLimit',
    'typeof Error.captureStackTrace',
    '"prepareStackTrace" in Error',
    'Symbol.for("shared")',
    'Symbol.iterator',
    'new Intl.NumberFormat("en-US").format(1234.5)',
    'new Intl.DateTimeFormat("en-US", { timeZone: "UTC" }).format(new Date(0))',
    '(1234.5).toLocaleString("en-US")',
    'new Date(0).toISOString()',
    'new Date(2020, 0, 1).getTimezoneOffset()',
    '"é".normalize("NFD").length',
    '["ä", "a", "z"].sort((a, b) => a.localeCompare(b, "de")).join("")',
    'Atomics.add(new Int32Array(new SharedArrayBuffer(8)), 0, 5)',
    'typeof SharedArrayBuffer',
    'typeof WebAssembly.Module',
    'Math.max.length',
    'Function.prototype.toString.call(Math.max)',
    'Math.max + ""',
    '(class A { m() {} }) + ""',
    '(function f ( a,b ) { /* c */ }) + ""',
    '(async () => {}) + ""',
    'Object.getOwnPropertyNames(function () {}).join()',
    'Object.getOwnPropertyNames(() => {}).join()',
    'Object.getOwnPropertyNames(class {}).join()',
    'Object.getOwnPropertyNames(new Error("m")).join()',
    'Object.getOwnPropertyNames(/a/).join()',
    'Object.keys("ab").join()',
    '[3, 1, 2].toSorted().join()',
    '[1, 2].at(-1)',
    'Object.hasOwn({ a: 1 }, "a")',
    '"ab".isWellFormed()',
    'new Error("m", { cause: 1 }).cause',
    '[1, [2, [3]]].flat(Infinity).join()',
    'Object.fromEntries([["a", 1]]).a',
    '"aXbX".replaceAll("X", "-")',
    'Array.from({ length: 3 }, (_, i) => i * i).join()',
    'new Date(NaN) + ""',
    'Number("0x1F")',
    '(0.1 + 0.2).toFixed(20)',
    '1e21 + ""',
    '(25).toString(36)',
    'parseFloat("3.14abc")',
    'BigInt.asUintN(8, 257n)',
    'encodeURIComponent("ä&/")',
    'decodeURI("%41")',
    'isNaN("x")',
    'JSON.stringify({ a: [1, { b: 2 }] }, null, 2)',
    'JSON.stringify("\\ud800")',
    'new Map([[NaN, 1]]).get(NaN)',
    'new Set([0, -0]).size',
    'Object.is(Math.round(-0.2), -0)',
    '"\\u0130".toLowerCase().length',
  ]),
);
