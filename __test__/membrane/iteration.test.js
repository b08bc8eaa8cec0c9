'use strict';

// Iterators, generators and async iterators across the border.

const { differential } = require('../helpers/differential.js');
const { run, attempt } = require('../helpers/cases.js');

const ITERABLES = [
  '[1, 2]',
  '"añ\\u{1f600}"',
  'new Map([["a", 1]])',
  'new Set([1, 2])',
  'new Map([["a", 1]]).keys()',
  '[5, 6].entries()',
  'new Uint8Array([1, 2])',
  '(function* () { yield 1; yield 2; return 3 })()',
  '({ *[Symbol.iterator]() { yield "own" } })',
  '({ [Symbol.iterator]: () => { let n = 0; return { next: () => ({ value: n, done: n++ > 2 }) } } })',
  '(function () { return arguments })(1, 2)',
  '"a1b2".matchAll(/\\d/g)',
  'new Set([1]).entries()',
  '(class { static *[Symbol.iterator]() { yield "static" } })',
  'new Proxy([1], {})',
];

const flat = (value) =>
  Array.isArray(value) ? [...value].map(flat) : typeof value === 'object' ? Object.keys(value).length : value;

differential(
  'guest iterables in the host',
  Object.fromEntries(
    ITERABLES.flatMap((code) => [
      [`spread of ${code}`, (vm) => [...run(vm, code)].map(flat)],
      [
        `for…of, Array.from and destructuring of ${code}`,
        (vm) => {
          const seen = [];
          for (const item of run(vm, code)) seen.push(flat(item));
          const [first, ...rest] = run(vm, code);
          return [seen, Array.from(run(vm, code), flat), flat(first), rest.length, new Set(run(vm, code)).size];
        },
      ],
    ]),
  ),
);

differential('guest iterators driven by the host', {
  'next, return, throw': (vm) => {
    const g = run(vm, '(function* () { for (;;) try { yield 1 } catch (e) { yield `caught ${e}` } })()');
    return [g.next().value, g.throw('x').value, g.next().value, g.return('r').value, g.next().done];
  },
  'early exit runs finally': (vm) => {
    const sandbox = { log: [] };
    const make = run(vm, '() => (function* () { try { yield 1; yield 2 } finally { log.push("closed") } })()', sandbox);
    for (const n of make()) {
      if (n) break;
    }
    const [one] = make();
    return [sandbox.log, one];
  },
  'errors of the iterator': (vm) =>
    attempt(() => [...run(vm, '({ [Symbol.iterator]: () => ({ next() { throw new RangeError("from next") } }) })')]),
  'what is not iterable': (vm) => attempt(() => [...run(vm, '({ length: 1 })')]).threw.name,
  'yield* of a host generator over a guest one': (vm) => {
    const guest = run(vm, '(function* () { const x = yield 1; return `got ${x}` })');
    const host = (function* () {
      return yield* guest();
    })();
    return [host.next(), host.next('in')];
  },
  'an iterator is its own iterable': (vm) => {
    const it = run(vm, '[1, 2][Symbol.iterator]()');
    return [it[Symbol.iterator]() === it, it.next().value, [...it]];
  },
  'changing a map while iterating it': (vm) => {
    const m = run(vm, 'new Map([[1, 1]])');
    const seen = [];
    for (const [k] of m) {
      seen.push(k);
      if (k < 4) m.set(k + 1, 0);
    }
    return seen;
  },
  'Symbol.species and isConcatSpreadable': (vm) => [
    [].concat(run(vm, '({ length: 1, 0: "x", [Symbol.isConcatSpreadable]: true })')),
    [].concat(run(vm, '[1, 2]')).length,
  ],
});

const HOST_ITERABLES = {
  array: () => [1, 2],
  'string object': () => Object('ab'),
  map: () => new Map([['a', 1]]),
  set: () => new Set([1, 2]),
  generator: () =>
    (function* () {
      yield 1;
      yield 2;
    })(),
  'own iterator': () => ({
    *[Symbol.iterator]() {
      yield 'own';
    },
  }),
  'hand-made': () => ({
    [Symbol.iterator]: () => {
      let n = 0;
      return { next: () => ({ value: n, done: n++ > 2 }) };
    },
  }),
  'map keys': () => new Map([['k', 1]]).keys(),
  'typed array': () => new Uint8Array([7, 8]),
  arguments: () =>
    (function () {
      return arguments;
    })(1, 2),
  URLSearchParams: () => new URLSearchParams('a=1&b=2'),
  Buffer: () => Buffer.from('ab'),
  matchAll: () => 'a1b2'.matchAll(/\d/g),
  proxy: () => new Proxy([1], {}),
};

differential(
  'host iterables in the guest',
  Object.fromEntries(
    Object.entries(HOST_ITERABLES).map(([name, make]) => [
      name,
      (vm) =>
        run(
          vm,
          'const seen = []; for (const x of make()) seen.push(String(x)); const [first, ...rest] = make(); [seen.join(), [...make()].length, Array.from(make()).join(), String(first), rest.length, new Set(make()).size, f(...make())].join(";")',
          { make, f: (...args) => args.length },
        ),
    ]),
  ),
);

differential('host iterators driven by the guest', {
  'next, return, throw': (vm) =>
    run(
      vm,
      'const i = g(); [i.next().value, i.throw("x").value, i.next().value, i.return("r").value, i.next().done].join()',
      {
        *g() {
          for (;;)
            try {
              yield 1;
            } catch (e) {
              yield `caught ${e}`;
            }
        },
      },
    ),
  'early exit runs finally': (vm) => {
    const log = [];
    run(vm, 'for (const n of g()) break; const [one] = g(); one', {
      *g() {
        try {
          yield 1;
          yield 2;
        } finally {
          log.push('closed');
        }
      },
    });
    return log;
  },
  'yield* over a host generator': (vm) => [
    ...run(vm, '(function* () { const r = yield* g(); yield `returned ${r}` })()', {
      *g() {
        yield 1;
        return 2;
      },
    }),
  ],
  errors: (vm) =>
    run(vm, 'try { [...o] } catch (e) { [e.message, e instanceof RangeError].join() }', {
      o: {
        [Symbol.iterator]() {
          throw new RangeError('no');
        },
      },
    }),
  'results made by the host': (vm) =>
    run(vm, 'const { value, done } = it.next(); [value, done, JSON.stringify(it.next())].join()', {
      it: [1][Symbol.iterator](),
    }),
});

const collect = async (iterable) => {
  const seen = [];
  for await (const item of iterable) seen.push(item);
  return seen;
};

differential('async iteration', {
  'a guest async generator in the host': (vm) =>
    collect(run(vm, '(async function* () { yield 1; yield await Promise.resolve(2); yield* [3, 4] })()')),
  'a guest list of promises': (vm) => collect(run(vm, '[Promise.resolve(1), 2, (async () => 3)()]')),
  'a guest async iterable by hand': (vm) =>
    collect(
      run(
        vm,
        '({ [Symbol.asyncIterator]: () => { let n = 0; return { next: async () => ({ value: n, done: n++ > 1 }) } } })',
      ),
    ),
  'a host async generator in the guest': (vm) =>
    run(vm, '(async () => { const seen = []; for await (const x of g()) seen.push(x); return seen.join() })()', {
      async *g() {
        yield 1;
        yield 2;
      },
    }),
  'a host stream in the guest': (vm) =>
    run(vm, '(async () => { const seen = []; for await (const x of s) seen.push(x); return seen.join() })()', {
      s: require('node:stream').Readable.from(['a', 'b']),
    }),
  'a guest generator as source of a stream': (vm) =>
    collect(require('node:stream').Readable.from(run(vm, '(async function* () { yield "a"; yield "b" })()'))),
  'next, return and throw return promises': async (vm) => {
    const g = run(vm, '(async function* () { try { yield 1 } finally { yield "cleanup" } })()');
    return [await g.next(), await g.return(5), await g.next()].map(({ value, done }) => [value, done]);
  },
  errors: async (vm) => {
    const g = run(vm, '(async function* () { yield 1; throw new RangeError("late") })()');
    await g.next();
    return g.next().then(
      () => 'resolved',
      (e) => [e.name, e.message],
    );
  },
});
