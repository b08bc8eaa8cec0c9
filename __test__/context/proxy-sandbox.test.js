'use strict';

// A Proxy as sandbox. How often a trap fires differs between versions of Node; that it fires, with
// what names, and the final state do not.

const { differential, expected } = require('../helpers/differential.js');
const { run, attempt } = require('../helpers/cases.js');

const NAMES = [
  'get',
  'set',
  'has',
  'deleteProperty',
  'defineProperty',
  'getOwnPropertyDescriptor',
  'ownKeys',
  'getPrototypeOf',
];

// The traps that fired for each name, whatever their order and number.
const traced = (target = {}, only = NAMES) => {
  const fired = new Set();
  const traps = only.map((name) => [
    name,
    (...args) => {
      if (['x', 'v', 'g', undefined].includes(args[1]) || name === 'ownKeys') fired.add(name);
      return Reflect[name](...args);
    },
  ]);
  return { proxy: new Proxy(target, Object.fromEntries(traps)), fired, target };
};

// With a get trap even the builtins would have to come from the proxy.
const withoutGet = (target) =>
  traced(
    target,
    NAMES.filter((name) => name !== 'get'),
  );

const trace = (code, target) => (vm) => {
  const { proxy, fired } = traced(target?.());
  vm.createContext(proxy);
  const before = [...fired];
  const result = attempt(() => vm.runInContext(code, proxy));
  return {
    before,
    result,
    set: fired.has('set'),
    deleted: fired.has('deleteProperty'),
    defined: fired.has('defineProperty'),
    got: fired.has('get'),
    asked: fired.has('has'),
  };
};

differential('traps', {
  'nothing fires without need': (vm) => {
    const { proxy, fired } = traced();
    vm.createContext(proxy);
    vm.isContext(proxy);
    vm.runInContext('', proxy);
    vm.runInContext('let unrelated = 1; { let x } (() => 1)()', proxy);
    return [...fired];
  },
  'reading a name': trace('x', () => ({ x: 1 })),
  'reading a property of this': trace('this.x', () => ({ x: 1 })),
  typeof: trace('typeof x', () => ({ x: 1 })),
  calling: trace('x()', () => ({ x: () => 5 })),
  'this[symbol] and this[0] are asked': (vm) => {
    const asked = [];
    const proxy = new Proxy(
      { k: Symbol.iterator },
      {
        get: (target, key, receiver) => {
          asked.push(String(key));
          return Reflect.get(target, key, receiver);
        },
      },
    );
    run(vm, 'this[0]; this[k]', proxy);
    return [...new Set(asked)];
  },
  'the final state after writes': (vm) => {
    const { proxy, fired, target } = traced({ x: 0 });
    run(vm, 'x = 1; this.y = 2; var v = 3; function g() { return 4 } "use strict"; z = 5; let l = 6', proxy);
    return [target, fired.has('set')];
  },
  'var without a value fires no set': trace('var v', () => ({})),
  'let fires nothing': trace('let x = 1', () => ({})),
  deleting: (vm) => {
    const { proxy, fired, target } = traced({ x: 1 });
    return [run(vm, 'delete this.x', proxy), fired.has('deleteProperty'), Object.keys(target)];
  },
  defining: (vm) => {
    const { proxy, fired, target } = withoutGet({});
    run(
      vm,
      'Object.defineProperty(this, "x", { value: 1, enumerable: true, configurable: true, writable: true }); 0',
      proxy,
    );
    return [fired.has('defineProperty'), target];
  },
  'an accessor is defined through the trap': (vm) => {
    const { proxy, fired, target } = withoutGet({});
    run(vm, 'Object.defineProperty(this, "x", { get: () => 7, configurable: true }); 0', proxy);
    return [fired.has('defineProperty'), typeof Object.getOwnPropertyDescriptor(target, 'x').get, target.x];
  },
  getOwnPropertyDescriptor: (vm) => {
    const { proxy, fired } = withoutGet({ x: 1 });
    return [
      run(vm, 'JSON.stringify(Object.getOwnPropertyDescriptor(this, "x"))', proxy),
      fired.has('getOwnPropertyDescriptor'),
    ];
  },
  'Object.keys': (vm) => {
    const { proxy, fired } = withoutGet({ b: 1, a: 2 });
    return [run(vm, 'Object.keys(this)', proxy), fired.has('ownKeys')];
  },
  'the receiver of set is the proxy or its context': (vm) => {
    const values = [];
    const proxy = new Proxy(
      {},
      {
        set: (target, key, value) => {
          values.push(value);
          target[key] = value;
          return true;
        },
      },
    );
    run(vm, 'x = { a: 1 }', proxy);
    return [values.length > 0, values[0].a];
  },
});

differential('proxies without a get trap', {
  'are transparent': (vm) => run(vm, '[typeof String, typeof nope, x]', new Proxy({ x: 1 }, {})),
  'unknown names are ReferenceErrors': (vm) => run(vm, 'nope', new Proxy({}, {})),
  'with only a set trap': (vm) => {
    const seen = [];
    const proxy = new Proxy(
      {},
      {
        set: (target, key, value) => {
          seen.push(key);
          return Reflect.set(target, key, value);
        },
      },
    );
    const result = run(vm, 'x = 1; typeof Array + x', proxy);
    return [result, [...new Set(seen)]];
  },
  'with only a has trap, which is never asked': (vm) => {
    let asked = false;
    const proxy = new Proxy(
      {},
      {
        has: () => {
          asked = true;
          return true;
        },
      },
    );
    return [attempt(() => run(vm, 'typeof nope + typeof Array', proxy)), asked];
  },
  'over a prototype chain': (vm) =>
    run(vm, '[x, y, typeof Map]', new Proxy(Object.create({ x: 1 }, { y: { value: 2 } }), {})),
});

differential('proxies with a get trap', {
  'every name is found': (vm) => run(vm, '[typeof Object, typeof nope, nope]', new Proxy({}, { get: () => undefined })),
  'names answer what the trap says': (vm) =>
    run(vm, '[foo, Array, this.bar]', new Proxy({}, { get: (target, key) => `<${String(key)}>` })),
  'literals keep the builtins': (vm) =>
    run(vm, '[[].length, typeof ({}).toString, typeof (() => 1).call]', new Proxy({}, { get: () => 5 })),
  'fallbacks to the host': (vm) =>
    run(
      vm,
      '[typeof parseInt, typeof x, x]',
      new Proxy({ x: 1 }, { get: (target, key) => (key in target ? target[key] : globalThis[key]) }),
    ),
});

differential('strictness', {
  'unknown names may be written in strict code': (vm) => {
    const target = {};
    return [run(vm, '"use strict"; x = 1; x', new Proxy(target, {})), target];
  },
  'deleteProperty that says no': (vm) =>
    run(
      vm,
      '[delete this.x, (() => { "use strict"; return delete this.x })()]',
      new Proxy({ x: 1 }, { deleteProperty: () => false }),
    ),
  'set that says no': (vm) => {
    const target = {};
    return [
      attempt(() =>
        run(
          vm,
          'x = 1; this.y = 2; (() => { "use strict"; this.z = 3 })(); 0',
          new Proxy(target, { set: () => false }),
        ),
      ),
      target,
    ];
  },
});

const failing = (trap) =>
  new Proxy(
    { x: 1 },
    {
      [trap]() {
        throw new RangeError(`from ${trap}`);
      },
    },
  );

differential('traps that throw', {
  get: (vm) => run(vm, 'this.x', failing('get')),
  set: (vm) => run(vm, 'x = 1', failing('set')),
  defineProperty: (vm) => run(vm, 'Object.defineProperty(this, "y", { value: 1 }); 0', failing('defineProperty')),
  deleteProperty: (vm) => run(vm, 'delete this.x', failing('deleteProperty')),
  getOwnPropertyDescriptor: (vm) =>
    run(vm, 'Object.getOwnPropertyDescriptor(this, "x")', failing('getOwnPropertyDescriptor')),
  'the error is the same': (vm) => {
    const error = new RangeError('mine');
    const proxy = new Proxy(
      {},
      {
        set() {
          throw error;
        },
      },
    );
    const got = attempt(() => run(vm, 'x = 1', proxy));
    return got.threw === error;
  },
  'the guest can catch it': (vm) =>
    run(vm, 'try { x = 1 } catch (e) { [e.message, e instanceof Error] }', failing('set')),
});

differential('other proxies', {
  'revoked after creation': (vm) => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    vm.createContext(proxy);
    revoke();
    return [attempt(() => vm.runInContext('', proxy)), attempt(() => vm.runInContext('(1)', proxy)).value];
  },
  'over a function is refused': (vm) => attempt(() => vm.createContext(new Proxy(() => {}, {}))),
  'of a proxy': (vm) => run(vm, '[x, (y = 2), y]', new Proxy(new Proxy({ x: 1 }, {}), {})),
  'over an array': (vm) => run(vm, '[length, this[0]]', new Proxy([5], {})),
  'as a prototype of the sandbox': (vm) =>
    run(
      vm,
      '[found, typeof Array]',
      Object.create(new Proxy({}, { get: (target, key) => (key === 'found' ? 1 : undefined) })),
    ),
  'is a context, and its target is not': (vm) => {
    const target = {};
    const proxy = vm.createContext(new Proxy(target, {}));
    return [vm.isContext(proxy), vm.isContext(target), vm.isContext(new Proxy(proxy, {}))];
  },
  'a membrane made by hand': (vm) => {
    const hidden = { secret: 1, open: { value: 2 } };
    const wrap = (object) =>
      new Proxy(object, {
        get: (target, key) =>
          key === 'secret' ? undefined : typeof target[key] === 'object' ? wrap(target[key]) : target[key],
      });
    return run(vm, '[this.secret, open.value, (open.value = 3, open.value)]', wrap(hidden)).concat([hidden.open.value]);
  },
});

expected(
  'traps',
  'in asks no get trap',
  (vm) => {
    const { proxy, fired } = traced({ x: 1 });
    run(vm, '"x" in this', proxy);
    return fired.has('get');
  },
  false,
);
