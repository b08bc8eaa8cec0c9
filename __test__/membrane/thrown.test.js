'use strict';

// Whatever is thrown on one side arrives on the other.

const { differential } = require('../helpers/differential.js');
const { run, attempt, thrown } = require('../helpers/cases.js');

const THROWN = [
  '1',
  '"text"',
  'null',
  'undefined',
  'true',
  'NaN',
  '-0',
  '10n',
  'Symbol.for("s")',
  '""',
  '({ a: 1 })',
  '[1]',
  '(() => 1)',
  'new Error("m")',
  'new TypeError("m")',
  'new (class Mine extends Error { code = "E" })("m")',
  'Object.create(null)',
  'new Proxy({ a: 1 }, {})',
  'new AggregateError([1], "m")',
  '({ message: "like an error", name: "Fake" })',
  'Object.freeze(new Error("frozen"))',
  'new Map([[1, 2]])',
  'new Error("m", { cause: { c: 1 } })',
  'Object.assign(new Error("m"), { extra: { deep: 1 } })',
];

differential(
  'thrown by the guest',
  Object.fromEntries(
    THROWN.flatMap((code) => [
      [`throw ${code}`, (vm) => ({ threw: thrown(() => run(vm, `throw ${code}`)) })],
      [`a function that throws ${code}`, (vm) => ({ threw: thrown(run(vm, `(() => { throw ${code} })`)) })],
    ]),
  ),
);

const HOST_THROWN = {
  number: 1,
  string: 'text',
  null: null,
  undefined,
  symbol: Symbol.iterator,
  bigint: 5n,
  object: { a: 1 },
  array: [1],
  function: () => 1,
  error: new Error('m'),
  typeError: new TypeError('m'),
  frozen: Object.freeze(new Error('f')),
  nullPrototype: Object.create(null),
  proxy: new Proxy({}, {}),
  coded: Object.assign(new RangeError('m'), { code: 'E' }),
};

differential(
  'thrown by the host through the guest',
  Object.fromEntries(
    Object.entries(HOST_THROWN).map(([name, value]) => [
      name,
      (vm) => {
        const fail = () => {
          throw value;
        };
        return [
          thrown(() => run(vm, 'fail()', { fail })) === value,
          thrown(() => run(vm, 'try { fail() } finally { 1 }', { fail })) === value,
          thrown(() => run(vm, 'try { fail() } catch (e) { throw e }', { fail })) === value,
          run(vm, 'try { fail() } catch (e) { e === value }', { fail, value }),
          thrown(() => run(vm, '[1].map(fail)', { fail })) === value,
          thrown(() => run(vm, '`${o}`', { o: { toString: fail } })) === value,
        ];
      },
    ]),
  ),
);

differential('caught by the guest', {
  'a host error as data': (vm) =>
    run(
      vm,
      'try { fail() } catch (e) { [e.name, e.message, e instanceof Error, e instanceof TypeError, Object.prototype.toString.call(e), typeof e.stack, String(e), e.code].join() }',
      {
        fail() {
          throw Object.assign(new TypeError('m'), { code: 'E_X' });
        },
      },
    ),
  'with host classes in the sandbox': (vm) =>
    run(vm, 'try { fail() } catch (e) { e instanceof TypeError }', {
      TypeError,
      fail() {
        throw new TypeError('m');
      },
    }),
  'an error of Node itself': (vm) =>
    run(vm, 'try { read("/nope/nope") } catch (e) { [e.code, e.syscall, e.message.slice(0, 6)].join() }', {
      read: require('node:fs').readFileSync,
    }),
  'a coded error of Node': (vm) =>
    run(vm, 'try { join(5) } catch (e) { [e.code, e.name, e.message].join() }', { join: require('node:path').join }),
  'finally runs in order': (vm) => {
    const log = [];
    attempt(() =>
      run(vm, 'try { try { fail() } finally { log.push("inner") } } finally { log.push("outer") }', {
        log,
        fail() {
          log.push('host');
          throw 1;
        },
      }),
    );
    return log;
  },
  'an error made by the guest, thrown by the host': (vm) => {
    const sandbox = vm.createContext({
      toss: (e) => {
        throw e;
      },
    });
    return vm.runInContext(
      'const e = new TypeError("m"); try { toss(e) } catch (x) { [x === e, x instanceof TypeError].join() }',
      sandbox,
    );
  },
  'stopping a loop by throwing': (vm) =>
    run(vm, 'let n = 0; try { list.forEach((x) => { if (x > 1) throw x; n += x }) } catch (x) { [n, x].join() }', {
      list: [1, 2, 3],
    }),
});

differential('caught by the host', {
  'a guest error against classes': (vm) => {
    const sandbox = vm.createContext();
    const e = thrown(() => vm.runInContext('null.x', sandbox));
    return [
      e instanceof TypeError,
      e instanceof vm.runInContext('TypeError', sandbox),
      e instanceof vm.runInContext('Error', sandbox),
      e.constructor === vm.runInContext('TypeError', sandbox),
    ];
  },
  'the same error each time': (vm) => {
    const sandbox = vm.createContext();
    const e = thrown(() => vm.runInContext('var e = new Error("m"); throw e', sandbox));
    return [vm.runInContext('e', sandbox) === e, thrown(() => vm.runInContext('throw e', sandbox)) === e];
  },
  'changed by the host, seen by the guest': (vm) => {
    const sandbox = vm.createContext();
    const e = thrown(() => vm.runInContext('var e = new Error("m"); throw e', sandbox));
    e.message = 'changed';
    e.extra = { a: 1 };
    Object.defineProperty(e, 'name', { value: 'Named', configurable: true });
    return [vm.runInContext('[e.message, e.extra.a, e.name, String(e)].join()', sandbox), String(e)];
  },
  'changed by the guest, seen by the host': (vm) => {
    const sandbox = vm.createContext();
    const e = vm.runInContext('var e = new Error("m"); e', sandbox);
    vm.runInContext('e.message = "changed"; e.code = "E"; delete e.nope; e.cause = 5', sandbox);
    return [e.message, e.code, e.cause, String(e)];
  },
  'rethrown through several levels': (vm) => {
    const error = new Error('deep');
    const sandbox = vm.createContext({
      down: (n) => {
        if (n === 0) throw error;
        vm.runInContext(`try { down(${n - 1}) } catch (e) { throw e }`, sandbox);
      },
    });
    return thrown(() => sandbox.down(5)) === error;
  },
  'from a getter, a setter, a comparator, a toString, an iterator, a proxy': (vm) => {
    const o = run(
      vm,
      `({ get g() { throw 'getter' }, set s(v) { throw 'setter' }, toString() { throw 'toString' }, [Symbol.iterator]() { throw 'iterator' },
      compare() { throw 'comparator' }, proxy: new Proxy({}, { ownKeys() { throw 'ownKeys' } }), toJSON() { throw 'toJSON' } })`,
    );
    return [
      () => o.g,
      () => {
        o.s = 1;
      },
      () => `${o}`,
      () => [...o],
      () => [2, 1].sort(o.compare),
      () => Object.keys(o.proxy),
      () => JSON.stringify(o),
    ].map(thrown);
  },
  'a stack overflow of the guest': (vm) => {
    const sandbox = vm.createContext();
    const e = thrown(() => vm.runInContext('(function f() { f() })()', sandbox));
    return [e.name, e.message, e instanceof RangeError, vm.runInContext('1 + 1', sandbox)];
  },
  'a stack overflow across the border': (vm) => {
    const sandbox = vm.createContext({ host: () => sandbox.guest() });
    vm.runInContext('function guest() { host() }', sandbox);
    const e = thrown(() => sandbox.guest());
    return [e.name, vm.runInContext('1 + 1', sandbox)];
  },
});
