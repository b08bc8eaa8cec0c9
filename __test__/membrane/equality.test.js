'use strict';

// node:assert and util.isDeepStrictEqual with guest values.

const assert = require('node:assert');
const util = require('node:util');
const { differential } = require('../helpers/differential.js');
const { run, attempt } = require('../helpers/cases.js');

const PAIRS = [
  ['({ a: 1, b: [1, { c: 2 }] })', { a: 1, b: [1, { c: 2 }] }],
  ['({ a: 1 })', { a: 2 }],
  ['[1, 2]', [1, 2]],
  ['[1, 2]', [1, 3]],
  ['[1, , 3]', [1, undefined, 3]],
  ['new Map([["a", { b: 1 }]])', new Map([['a', { b: 1 }]])],
  ['new Map([["a", 1]])', new Map([['a', 2]])],
  ['new Set([1, 2])', new Set([2, 1])],
  ['new Set([{ a: 1 }])', new Set([{ a: 1 }])],
  ['new Date(5)', new Date(5)],
  ['new Date(5)', new Date(6)],
  ['/a/g', /a/g],
  ['/a/g', /a/i],
  ['new Error("m")', new Error('m')],
  ['new Error("m")', new Error('n')],
  ['new TypeError("m")', new Error('m')],
  ['new Uint8Array([1, 2])', new Uint8Array([1, 2])],
  ['new Uint8Array([1, 2])', new Uint8Array([1, 3])],
  ['new Float32Array([0])', new Float32Array([-0])],
  ['new ArrayBuffer(2)', new ArrayBuffer(2)],
  ['Object(1)', Object(1)],
  ['Object("a")', Object('b')],
  ['Object.create(null)', {}],
  ['new (class A { x = 1 })()', { x: 1 }],
  ['({ a: undefined })', {}],
  ['({ [Symbol.iterator]: 1 })', { [Symbol.iterator]: 1 }],
  ['({ a: NaN })', { a: NaN }],
  ['({ a: "1" })', { a: 1 }],
  [
    '(() => { const o = {}; o.o = o; return o })()',
    (() => {
      const o = {};
      o.o = o;
      return o;
    })(),
  ],
  ['"text"', 'text'],
  ['1n', 1n],
  ['-0', 0],
  ['[[], {}]', [[], {}]],
  ['({ get a() { return 1 } })', { a: 1 }],
];

const passes = (action) => !('threw' in attempt(action));

differential(
  'guest against host',
  Object.fromEntries(
    PAIRS.map(([code, host], index) => [
      `${index}: ${code}`,
      (vm) => {
        const guest = run(vm, code);
        return [
          passes(() => assert.deepEqual(guest, host)),
          passes(() => assert.deepEqual(host, guest)),
          passes(() => assert.deepStrictEqual(guest, host)),
          util.isDeepStrictEqual(guest, host),
          passes(() => assert.notDeepEqual(guest, host)),
        ];
      },
    ]),
  ),
);

differential(
  'guest against guest',
  Object.fromEntries(
    PAIRS.map(([code], index) => [
      `${index}: ${code} twice`,
      (vm) => {
        const [a, b] = run(vm, `[${code}, ${code}]`);
        return [
          passes(() => assert.deepEqual(a, b)),
          passes(() => assert.deepStrictEqual(a, b)),
          util.isDeepStrictEqual(a, b),
          passes(() => assert.deepStrictEqual(a, a)),
        ];
      },
    ]),
  ),
);

differential('other assertions', {
  'the message of a failed deepStrictEqual': (vm) =>
    util.stripVTControlCharacters(
      attempt(() => assert.deepStrictEqual(run(vm, '({ a: [1, 2] })'), run(vm, '({ a: [1, 3] })'))).threw.message,
    ),
  'the message of a failed deepEqual': (vm) =>
    util.stripVTControlCharacters(attempt(() => assert.deepEqual(run(vm, '({ a: 1 })'), { a: 2 })).threw.message),
  'equal and strictEqual': (vm) => {
    const [o, same] = run(vm, 'const o = {}; [o, o]');
    return [
      passes(() => assert.strictEqual(o, same)),
      passes(() => assert.strictEqual(o, run(vm, '({})'))),
      passes(() => assert.equal(run(vm, '"1"'), 1)),
    ];
  },
  'throws with a class of the host': (vm) =>
    passes(() => assert.throws(() => run(vm, 'throw new TypeError("m")'), TypeError)),
  'throws with an object': (vm) =>
    passes(() => assert.throws(() => run(vm, 'throw new TypeError("m")'), { name: 'TypeError', message: 'm' })),
  'throws with a regular expression': (vm) =>
    passes(() => assert.throws(() => run(vm, 'throw new TypeError("some text")'), /some text/)),
  'throws with the class of the guest': (vm) => {
    const sandbox = vm.createContext();
    return passes(() => assert.throws(() => vm.runInContext('null.x', sandbox), vm.runInContext('TypeError', sandbox)));
  },
  'throws with a function of the guest as validator': (vm) =>
    passes(() =>
      assert.throws(
        () => {
          throw new Error('x');
        },
        run(vm, '(e) => e.message === "x"'),
      ),
    ),
  rejects: async (vm) => {
    await assert.rejects(run(vm, 'Promise.reject(new Error("r"))'), { message: 'r' });
    await assert.rejects(run(vm, '(async () => { throw new RangeError("r") })'), /r/);
    await assert.doesNotReject(run(vm, 'Promise.resolve()'));
    return 'done';
  },
  'match and ok': (vm) => [
    passes(() => assert.match(run(vm, '"abc"'), run(vm, '/b/'))),
    passes(() => assert.ok(run(vm, '[]'))),
    passes(() => assert.ok(run(vm, '0'))),
  ],
  ifError: (vm) => attempt(() => assert.ifError(run(vm, 'new Error("given")'))).threw.message,
  'assert used by the guest': (vm) =>
    run(
      vm,
      'try { assert.deepStrictEqual({ a: 1 }, { a: 2 }); "passed" } catch (e) { [e.code, e instanceof assert.AssertionError, typeof e.message].join() }',
      { assert },
    ),
  'assert.deepEqual of the guest on host data': (vm) =>
    run(vm, 'try { assert.deepEqual(h, { a: [1] }); "passed" } catch (e) { e.message }', { assert, h: { a: [1] } }),
});
