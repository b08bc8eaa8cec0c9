'use strict';

// Arrays of one side in the hands of the other.

const { differential } = require('../helpers/differential.js');
const { run, attempt } = require('../helpers/cases.js');

const list = (vm, code = '[1, 2, 3]') => run(vm, code);

differential('guest arrays in the host', {
  'as data': (vm) => [
    list(vm),
    list(vm, '[]'),
    list(vm, '[1, , 3]'),
    list(vm, '[[1], [2, [3]]]'),
    list(vm, 'Object.assign([1], { extra: 2 })'),
  ],
  'Array.isArray and length': (vm) => [Array.isArray(list(vm)), list(vm).length, list(vm, 'new Array(5)').length],
  'reading and writing': (vm) => {
    const a = list(vm);
    a[1] = 'b';
    a[5] = 'f';
    return [a.length, a[1], a[4], 4 in a, a.at(-1), [...a]];
  },
  'setting the length': (vm) => {
    const sandbox = vm.createContext();
    const a = vm.runInContext('var a = [1, 2, 3]; a', sandbox);
    a.length = 1;
    const after = vm.runInContext('a.join()', sandbox);
    a.length = 3;
    return [
      after,
      vm.runInContext('a.length + String(1 in a)', sandbox),
      attempt(() => {
        a.length = -1;
      }).threw.name,
    ];
  },
  mutators: (vm) => {
    const a = list(vm);
    return [
      a.push(4, 5),
      a.pop(),
      a.shift(),
      a.unshift(0),
      a.splice(1, 1, 'x', 'y').join(),
      a.reverse().join(),
      a.sort().join(),
      a.fill(7, 0, 1).join(),
      a.copyWithin(0, 1).join(),
      a.length,
    ];
  },
  readers: (vm) => {
    const a = list(vm, '[3, 1, 2]');
    return [
      a.indexOf(1),
      a.includes(2),
      a.join('-'),
      a.slice(1).join(),
      a.concat([9], 8).join(),
      a.find((n) => n < 3),
      a.findLastIndex((n) => n > 1),
      a.some((n) => n > 2),
      a.every((n) => n > 2),
      a.reduce((x, y) => x + y),
      a.map(String).join(),
      a.filter(Boolean).length,
      a.toSorted().join(),
      a.with(0, 'w').join(),
      a.flatMap((n) => [n, n]).join(),
      [...a.entries()].join(';'),
      [...a.keys()].join(),
    ];
  },
  'what the methods of the guest return': (vm) => {
    const a = list(vm);
    return [
      a.map((n) => n) instanceof Array,
      a.slice().constructor === a.constructor,
      Array.isArray(a.filter(() => true)),
      a.concat([1]) instanceof Array,
    ];
  },
  'methods of the host on them': (vm) => {
    const a = list(vm);
    return [
      Array.prototype.map.call(a, (n) => n * 2),
      Array.prototype.slice.call(a, 1),
      Array.prototype.concat.call([], a),
      Array.prototype.join.call(a, '+'),
      Array.prototype.push.call(a, 4),
      a.length,
      Array.prototype.includes.call(a, 4),
      Array.prototype.sort.call(a, (x, y) => y - x) === a,
      a.join(),
    ];
  },
  'inside host methods': (vm) => {
    const a = list(vm);
    return [
      [0].concat(a),
      [0, ...a],
      [[a]].flat(Infinity),
      Array.from(a),
      Array.from(a, (n) => n + 1),
      Math.max(...a),
      Object.entries(a),
      [a, a].map((x) => x.length),
      new Set(a).size,
      String(a),
      `${a}`,
      a + '',
      JSON.stringify(a),
      JSON.stringify({ a }),
      String.raw({ raw: a }, '-'),
    ];
  },
  destructuring: (vm) => {
    const [first, , third = 'none', fourth = 'none', ...rest] = list(vm);
    const { length, 0: zero } = list(vm);
    return [first, third, fourth, rest, length, zero];
  },
  loops: (vm) => {
    const seen = [];
    for (const n of list(vm)) seen.push(n);
    for (const i in list(vm, '[1, , 3]')) seen.push(i);
    list(vm).forEach((n, i, a) => seen.push(n * i, a.length));
    return seen;
  },
  holes: (vm) => {
    const a = list(vm, '[1, , 3]');
    return [1 in a, a[1], Object.keys(a), a.map(() => 0).length, a.flat().length, JSON.stringify(a), [...a]];
  },
  descriptors: (vm) => [Object.getOwnPropertyDescriptors(list(vm)), Reflect.ownKeys(list(vm))],
  frozen: (vm) => {
    const a = list(vm, 'Object.freeze([1, 2])');
    return [
      Object.isFrozen(a),
      attempt(() => a.push(3)).threw.name,
      attempt(() => {
        a[0] = 5;
      }).threw.name,
      a.join(),
    ];
  },
  'frozen by the host': (vm) => {
    const sandbox = vm.createContext();
    Object.freeze(vm.runInContext('var a = [1]; a', sandbox));
    return vm.runInContext('a[0] = 2; a.x = 1; [a[0], a.x, Object.isFrozen(a)].join()', sandbox);
  },
  'defineProperty on an element and length': (vm) => {
    const a = list(vm);
    Object.defineProperty(a, 0, { get: () => 'got', configurable: true });
    Object.defineProperty(a, 'length', { writable: false });
    return [a[0], a.length, attempt(() => a.push(1)).threw.name, Object.getOwnPropertyDescriptor(a, 'length')];
  },
  'very long indexes': (vm) => {
    const a = list(vm, '[]');
    a[4294967294] = 'last';
    a[4294967295] = 'a name';
    return [a.length, Object.keys(a)];
  },
  delete: (vm) => {
    const a = list(vm);
    return [delete a[1], a.length, 1 in a, a.join(), Reflect.deleteProperty(a, 'length')];
  },
  subclasses: (vm) => {
    const l = run(vm, 'class L extends Array { sum() { return this.reduce((a, b) => a + b, 0) } } L.of(1, 2)');
    return [l.sum(), Array.isArray(l), l.constructor.name, l.map((n) => n + 1).sum()];
  },
  'array-likes': (vm) => {
    const a = run(vm, '({ length: 2, 0: "a", 1: "b" })');
    return [
      Array.from(a),
      Array.prototype.map.call(a, (x) => x + x),
      Array.isArray(a),
      Function.prototype.apply.call((...x) => x.length, null, a),
    ];
  },
  'arguments objects': (vm) => {
    const args = run(vm, '(function () { return arguments })(1, 2)');
    return [Array.from(args), args.length, Object.prototype.toString.call(args), Array.isArray(args), [...args]];
  },
  'sorting a big one': (vm) => {
    const a = run(vm, 'Array.from({ length: 500 }, (_, i) => (i * 7919) % 500)');
    a.sort((x, y) => x - y);
    return [a[0], a[250], a[499]];
  },
});

differential('host arrays in the guest', {
  'Array.isArray and length': (vm) => run(vm, '[Array.isArray(a), a.length, a[0], a[9], 1 in a]', { a: [1, 2] }),
  mutators: (vm) => {
    const a = [1, 2, 3];
    return [
      run(
        vm,
        '[a.push(4, 5), a.pop(), a.shift(), a.unshift(0), a.splice(1, 1, "x", "y").join(), a.reverse().join(), a.length]',
        { a },
      ),
      a,
    ];
  },
  readers: (vm) =>
    run(
      vm,
      `[a.indexOf(1), a.includes(2), a.join('-'), a.slice(1).join(), a.concat([9], 8).join(), a.find((n) => n < 3), a.findLastIndex((n) => n > 1),
    a.some((n) => n > 2), a.reduce((x, y) => x + y), a.map(String).join(), a.flatMap((n) => [n, n]).join(), [...a.entries()].join(';'), a.at(-1)]`,
      { a: [3, 1, 2] },
    ),
  'methods of the guest on them': (vm) => {
    const a = [3, 1, 2];
    return [
      run(
        vm,
        `const P = Array.prototype; [P.map.call(a, (n) => n * 2).join(), P.slice.call(a, 1).join(), P.concat.call([], a).join(), P.join.call(a, '+'),
      P.push.call(a, 4), P.sort.call(a) === a, P.indexOf.call(a, 3), P.reverse.call(a).join(), P.splice.call(a, 0, 1).join(), P.includes.call(a, 9), P.map.call(a, String) instanceof Array]`,
        { a },
      ),
      a,
    ];
  },
  'inside guest methods': (vm) =>
    run(
      vm,
      '[[0].concat(a).length, [0, ...a].join(), [[a]].flat(Infinity).join(), Array.from(a).join(), Math.max(...a), JSON.stringify(a), JSON.stringify({ a }), String(a), Object.keys(a).join(), new Set(a).size, [a].toString()]',
      { a: [1, 2] },
    ),
  'destructuring and loops': (vm) =>
    run(
      vm,
      'const [x, y = 5, ...z] = a, seen = []; for (const n of a) seen.push(n); for (const i in a) seen.push(i); [x, y, z.length, seen.join()]',
      { a: [1, undefined, 3] },
    ),
  'what a guest pushes': (vm) => {
    const a = [];
    run(vm, 'a.push({ g: 1 }, [2], () => 3); a[5] = 6', { a });
    return [a.length, a[0].g, a[1] instanceof Array, Array.isArray(a[1]), a[2](), a[4], a[5]];
  },
  'setting the length': (vm) => {
    const a = [1, 2, 3];
    return [run(vm, 'a.length = 1; [a.length, a[1]].join()', { a }), a];
  },
  frozen: (vm) =>
    run(
      vm,
      '"use strict"; const names = []; for (const f of [() => a.push(1), () => { a[0] = 2 }, () => { a.length = 0 }, () => delete a[0]]) try { f() } catch (e) { names.push(e.name) } [names.join(), Object.isFrozen(a)]',
      { a: Object.freeze([1]) },
    ),
  'frozen by the guest': (vm) => {
    const a = [1];
    run(vm, 'Object.freeze(a)', { a });
    return [Object.isFrozen(a), attempt(() => a.push(2)).threw.name];
  },
  'spread into a call': (vm) =>
    run(vm, 'f(...a) + f.apply(null, a) + Reflect.apply(f, null, a)', { a: [1, 2], f: (x, y) => x + y }),
  'sorted by the guest': (vm) =>
    run(vm, 'a.sort((x, y) => x.n - y.n).map((o) => o.n).join()', { a: [{ n: 3 }, { n: 1 }, { n: 2 }] }),
  'a Proxy of one': (vm) =>
    run(vm, '[Array.isArray(p), p.length, p.map((n) => n * 2).join(), JSON.stringify(p)]', {
      p: new Proxy([1, 2], {}),
    }),
  holes: (vm) => run(vm, '[1 in a, Object.keys(a).join(), a.map(() => 0).length, JSON.stringify(a)]', { a: [1, , 3] }),
});
