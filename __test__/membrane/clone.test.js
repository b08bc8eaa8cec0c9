'use strict';

// structuredClone, messages and v8.serialize of guest values that are real host objects (twins), and of
// host values that have passed through the guest. Plain guest objects need rvm.toHost or rvm/register.

const v8 = require('node:v8');
const { MessageChannel, receiveMessageOnPort } = require('node:worker_threads');
const { differential } = require('../helpers/differential.js');
const { run, attempt } = require('../helpers/cases.js');

const TWINS = [
  'new Date(86400000)',
  'new Date(NaN)',
  '/a(b)/gi',
  'new Map([["a", 1], [2, "b"]])',
  'new Map([[1, new Set([new Date(0)])]])',
  'new Set([1, "a", null])',
  'new Uint8Array([1, 2, 3])',
  'new Float64Array([0.5, -0])',
  'new BigInt64Array([-1n])',
  'new Uint8Array([1, 2, 3, 4]).subarray(1, 3)',
  'new ArrayBuffer(3)',
  'new DataView(new ArrayBuffer(4), 1, 2)',
  'Object(1)',
  'Object("s")',
  'Object(false)',
  'Object(5n)',
  'new Error("m")',
  'new TypeError("t")',
  'new RangeError("r", { cause: 5 })',
  'new (class Mine extends Error { name = "Mine" })("m")',
  '"text"',
  '1n',
  'undefined',
  'NaN',
];

const PLAIN = [
  '({ a: 1, b: { c: [2] } })',
  '[1, [2]]',
  '[1, , 3]',
  '({ d: new Date(0), m: new Map([["k", { v: 1 }]]) })',
  '(() => { const o = {}; o.self = o; return o })()',
  'new (class A { x = 1 })()',
  'Object.create(null)',
  'new Map([["k", { a: 1 }]])',
  'new Set([[1]])',
];

const each = (codes, look) => Object.fromEntries(codes.map((code) => [code, (vm) => look(run(vm, code))]));

// The stack is not described; a cloned error is one of the host.
differential(
  'structuredClone of twins',
  each(TWINS, (value) => structuredClone(value)),
);
differential(
  'structuredClone of plain guest objects',
  each(PLAIN, (value) => structuredClone(value)),
);

differential(
  'what cannot be cloned',
  each(
    [
      '() => 1',
      '(class {})',
      'Symbol("s")',
      '({ f() {} })',
      'Promise.resolve()',
      'new WeakMap()',
      '[Symbol.iterator]',
      '(function* () {})()',
    ],
    (value) => {
      const { threw } = attempt(() => structuredClone(value));
      return [threw?.name, threw?.code, threw instanceof DOMException];
    },
  ),
);

differential(
  'v8.serialize',
  each([...TWINS.filter((code) => !code.includes('Error')), ...PLAIN], (value) => v8.deserialize(v8.serialize(value))),
);

differential('messages', {
  ...each(['new Map([["a", 1]])', 'new Uint8Array([1, 2])', '({ a: [1] })'], (value) => {
    const { port1, port2 } = new MessageChannel();
    port1.postMessage(value);
    const { message } = receiveMessageOnPort(port2);
    port1.close();
    return message;
  }),
  'transferring a guest buffer': (vm) => {
    const sandbox = vm.createContext();
    const buffer = vm.runInContext('var u = new Uint8Array([1, 2]), b = u.buffer; b', sandbox);
    const moved = structuredClone(buffer, { transfer: [buffer] });
    return [new Uint8Array(moved).join(), buffer.byteLength, vm.runInContext('b.byteLength + u.length', sandbox)];
  },
  'shared memory stays shared': (vm) => {
    const sandbox = vm.createContext();
    const shared = vm.runInContext('var s = new SharedArrayBuffer(2); s', sandbox);
    new Uint8Array(structuredClone(shared))[0] = 7;
    return vm.runInContext('new Uint8Array(s)[0]', sandbox);
  },
});

differential('clones in the guest', {
  'structuredClone given to the guest': (vm) =>
    run(
      vm,
      'const m = clone(new Map([["a", new Date(5)]])); [m instanceof Map, m.get("a").getTime(), Object.prototype.toString.call(m), m.size].join()',
      { clone: structuredClone },
    ),
  'of host objects': (vm) => {
    const clone = run(vm, 'clone(o)', { clone: structuredClone, o: { a: [1, new Date(0)], m: new Map([[1, 2]]) } });
    return clone;
  },
  'of a host object that holds guest twins': (vm) =>
    structuredClone({
      list: [run(vm, 'new Date(1)'), run(vm, 'new Uint8Array([1])')],
      map: new Map([['k', run(vm, '/x/')]]),
    }),
  'the same twin twice': (vm) => {
    const date = run(vm, 'new Date(1)');
    const clone = structuredClone([date, date]);
    return [clone[0] === clone[1], clone[0] instanceof Date];
  },
});
