'use strict';

// Functions of one side called, bound, constructed and looked at by the other.

const { differential } = require('../helpers/differential.js');
const { run, attempt, programs } = require('../helpers/cases.js');

differential(
  'guest functions as data',
  programs([
    '(function named(a, b) { return a + b })',
    '(function () {})',
    '((a, ...rest) => rest)',
    '(async function af(x) {})',
    '(function* gf() {})',
    '(async function* agf(a, b, c) {})',
    '(async () => 1)',
    '(class A { constructor(a, b) {} })',
    '(class extends Object {})',
    '({ method(a) {} }).method',
    '({ get g() { return 1 } })',
    '(function f() {}).bind(null, 1)',
    'Math.max',
    'Boolean',
    'Array.prototype.push',
    'parseInt',
    'new Function("a", "b", "return a")',
    'Object.assign(function f() {}, { extra: 1 })',
    '(function ( spaced , b ) { /* kept */ })',
    'Object.defineProperty(function f() {}, "name", { value: "renamed" })',
    'new Proxy(function f(a) {}, {})',
    'Symbol.prototype[Symbol.toPrimitive]',
    'Object.getOwnPropertyDescriptor(Map.prototype, "size").get',
    '(class A { static s() {} }).s',
    'Promise.resolve',
    'eval',
  ]),
);

differential('calling guest functions', {
  'arguments and result': (vm) => run(vm, '(...args) => args.length + args.join()')(1, 'a', null, undefined, true),
  'missing arguments': (vm) => run(vm, '(function (a, b = 2) { return [a, b, arguments.length].join() })')(),
  'call, apply, bind': (vm) => {
    const f = run(vm, '(function (a, b) { return [this.n, a, b].join() })');
    return [
      f.call({ n: 1 }, 2, 3),
      f.apply({ n: 4 }, [5, 6]),
      f.bind({ n: 7 }, 8)(9),
      Reflect.apply(f, { n: 0 }, [1, 2]),
    ];
  },
  'apply with arguments objects and guest arrays': (vm) => {
    const [f, args] = run(vm, '[(a, b) => a + b, [1, 2]]');
    return [
      f.apply(null, args),
      (function () {
        return f.apply(null, arguments);
      })(3, 4),
      Math.max.apply(null, args),
      f(...args),
    ];
  },
  'own properties': (vm) => {
    const f = run(vm, 'function f() {} f.a = 1; f');
    f.b = 2;
    return [f.a, f.b, Object.keys(f), 'a' in f, delete f.a, Object.keys(f)];
  },
  'typeof and instanceof': (vm) => {
    const sandbox = vm.createContext();
    const f = vm.runInContext('(() => {})', sandbox);
    return [typeof f, f instanceof Function, f instanceof vm.runInContext('Function', sandbox), f instanceof Object];
  },
  'name and length': (vm) => {
    const f = run(vm, '(function foo(a, b, c = 1) {})');
    return [f.name, f.length, Object.getOwnPropertyDescriptor(f, 'name'), Object.getOwnPropertyDescriptor(f, 'length')];
  },
  'prototype property': (vm) => {
    const [f, arrow] = run(vm, '[function () {}, () => {}]');
    return [
      typeof f.prototype,
      f.prototype.constructor === f,
      Object.getOwnPropertyDescriptor(f, 'prototype').writable,
      'prototype' in arrow,
    ];
  },
  toString: (vm) => {
    const f = run(vm, '(function  odd ( a ){ return a /* note */ })');
    return [`${f}`, String(f), f.toString()];
  },
  'Function.prototype.toString of the host': (vm) => Function.prototype.toString.call(run(vm, '(function  odd ( a ){ return a })')),
  'as a comparator and callbacks of host builtins': (vm) => {
    const f = run(
      vm,
      '({ compare: (a, b) => b - a, twice: (n) => n * 2, odd: (n) => n % 2, add: (a, b) => a + b, key: (k, v) => typeof v === "number" ? v + 1 : v })',
    );
    return [
      [1, 3, 2].sort(f.compare),
      [1, 2].map(f.twice),
      [1, 2, 3].filter(f.odd),
      [1, 2, 3].reduce(f.add),
      'aa'.replace(/a/g, f.add),
      JSON.stringify({ a: 1 }, f.key),
      Array.from([1], f.twice),
    ];
  },
  'as event listener': (vm) => {
    const { EventEmitter } = require('node:events');
    const emitter = new EventEmitter();
    const sandbox = { emitter, seen: [] };
    run(
      vm,
      'const f = function (x) { seen.push(x, this === emitter) }; emitter.on("e", f); emitter.emit("e", 1); emitter.removeListener("e", f); emitter.emit("e", 2)',
      sandbox,
    );
    return [...sandbox.seen, emitter.listenerCount('e')];
  },
  'as timer callback': (vm) =>
    new Promise((resolve) => {
      run(vm, 'setTimeout((a, b) => done([a, b]), 1, 1, 2); 0', { setTimeout, done: resolve });
    }),
  'recursion across the border': (vm) => {
    const sandbox = vm.createContext({ host: (n) => (n === 0 ? 0 : sandbox.guest(n - 1) + 1) });
    vm.runInContext('function guest(n) { return n === 0 ? 0 : host(n - 1) + 1 }', sandbox);
    return sandbox.guest(100);
  },
  'returning this': (vm) => {
    const f = run(vm, '(function () { "use strict"; return this })');
    const o = {};
    return [f.call(o) === o, f.call(5), f.call('s'), f.call(undefined)];
  },
  'generators kept apart': (vm) => {
    const gen = run(vm, '(function* (n) { let got; while (n--) got = yield [n, got]; return "end" })');
    const [a, b] = [gen(2), gen(1)];
    return [a.next(), b.next(), a.next('x'), a.next(), b.next()].map(({ value, done }) => [
      Array.isArray(value) ? value.join() : value,
      done,
    ]);
  },
});

differential('constructing guest functions', {
  new: (vm) => {
    const Point = run(vm, '(function Point(x) { this.x = x; this.target = new.target === Point }); ');
    const p = new Point(5);
    return [p.x, p instanceof Point, p.constructor === Point, Object.getPrototypeOf(p) === Point.prototype];
  },
  'Reflect.construct with another target': (vm) => {
    const F = run(vm, '(function F() { this.seen = new.target.name })');
    class Other {}
    const made = Reflect.construct(F, [], Other);
    return [made.seen, made instanceof Other, made instanceof F];
  },
  'a constructor that returns an object': (vm) => {
    const F = run(vm, '(function () { return { other: true } })');
    return new F().other;
  },
  'what is no constructor': (vm) =>
    ['(() => {})', '({ m() {} }).m', '(async function () {})', '(function* () {})', 'Math.max', 'parseInt'].map(
      (code) => {
        const f = run(vm, code);
        return attempt(() => new f()).threw?.name;
      },
    ),
  'a class without new': (vm) => {
    const sandbox = vm.createContext();
    const A = vm.runInContext('(class A {})', sandbox);
    const { threw } = attempt(() => A());
    return [threw.message, threw instanceof TypeError, threw.constructor === vm.runInContext('TypeError', sandbox)];
  },
  'bound constructors': (vm) => {
    const [F, B] = run(vm, 'class F { constructor(...a) { this.a = a.join() } } [F, F.bind(null, 1)]');
    return [new B(2).a, new B() instanceof F];
  },
  'guest builtins': (vm) => {
    const { Map: M, Date: D, Array: A, Uint8Array: U } = run(vm, '({ Map, Date, Array, Uint8Array })');
    return [
      new M([[1, 2]]).get(1),
      new D(0).getTime(),
      new A(3).length,
      new U([1, 2]).join(),
      A.from('ab').join(),
      A.of(1) instanceof Array,
    ];
  },
});

differential('host functions in the guest', {
  'typeof, name, length': (vm) =>
    run(vm, '[typeof f, f.name, f.length, typeof f.prototype]', { f: function host(a, b) {} }),
  'instanceof Function of the guest': (vm) => run(vm, '[f instanceof Function, f instanceof Object]', { f() {} }),
  toString: (vm) => run(vm, '[f.toString(), `${f}`, Function.prototype.toString.call(f)]', { f: (a, b) => a + b }),
  'call, apply, bind': (vm) => {
    const f = function (a, b) {
      return [this?.n, a, b].join();
    };
    return run(
      vm,
      '[f.call({ n: 1 }, 2, 3), f.apply({ n: 4 }, [5, 6]), f.bind({ n: 7 }, 8)(9), Reflect.apply(f, { n: 0 }, [1, 2]), f(...[1, 2])].join(";")',
      { f },
    );
  },
  'methods of the Function of the guest on them': (vm) =>
    run(vm, 'Function.prototype.call.call(f, null, 2) + Function.prototype.apply.call(f, null, [3])', {
      f: (n) => n * 10,
    }),
  'as callbacks of guest builtins': (vm) =>
    run(
      vm,
      '[[3, 1, 2].sort(compare).join(), [1, 2].map(twice).join(), "aa".replace(/a/g, twice), [1, 2].reduce(compare)].join(";")',
      { compare: (a, b) => a - b, twice: (n) => n * 2 },
    ),
  constructed: (vm) => {
    class Host {
      constructor(x) {
        this.x = x;
        this.direct = new.target === Host;
      }
      m() {
        return this.x;
      }
    }
    return run(vm, 'const h = new Host(5); [h.x, h.m(), h.direct, h instanceof Host, h.constructor === Host].join()', {
      Host,
    });
  },
  'Reflect.construct with a guest target': (vm) => {
    function Host() {
      this.seen = new.target.name;
    }
    return run(
      vm,
      'class G { hi() { return 1 } } const h = Reflect.construct(Host, [], G); [h.seen, h instanceof G, h.hi()].join()',
      { Host },
    );
  },
  'called without new': (vm) => {
    const { threw } = attempt(() => run(vm, 'A()', { A: class A {} }));
    return [threw.message, threw instanceof TypeError];
  },
  'what is no function': (vm) => {
    const sandbox = vm.createContext({ o: {}, arrow: () => 1 });
    const codes = ['o()', 'o.m()', 'new o()', 'new arrow()'];
    return codes.map((code) => {
      const { threw } = attempt(() => vm.runInContext(code, sandbox));
      return [threw.message, threw instanceof TypeError];
    });
  },
  'own properties': (vm) => {
    const f = Object.assign(() => 1, { a: 1 });
    return [run(vm, 'f.b = 2; [f.a, Object.keys(f).join(), delete f.a].join(";")', { f }), Object.keys(f)];
  },
  'new.target in a function called by the guest': (vm) =>
    run(vm, 'f()', {
      f() {
        return new.target === undefined;
      },
    }),
  'arguments of guest objects': (vm) => {
    const seen = [];
    run(vm, 'f({ a: 1 }, [1], () => 5, null)', {
      f: (...args) => {
        seen.push(args.length, args[0].a, args[1][0], args[2](), args[3]);
      },
    });
    return seen;
  },
  require: (vm) => run(vm, 'require("path").join("a", "b") + typeof require("fs").readFileSync', { require }),
  'the Function of the host': (vm) =>
    run(vm, 'new HostFunction("return typeof process")()', { HostFunction: Function }),
});
