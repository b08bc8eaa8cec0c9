'use strict';

// One truth: what either side does to an object with a slot, by whatever function, the other side sees.

const { inspect, types } = require('node:util');
const { differential } = require('../helpers/differential.js');
const { run, attempt } = require('../helpers/cases.js');

/** A guest value that stays in the context as `x`, the host's side of it, and a way to ask the guest. */
const both = (vm, code) => {
  const sandbox = vm.createContext({});
  const value = vm.runInContext(`var x = ${code}; x`, sandbox);
  return [value, (question) => vm.runInContext(question, sandbox)];
};

differential('changed by natives of the host', {
  map: (vm) => {
    const [map, ask] = both(vm, 'new Map([["a", 1]])');
    Map.prototype.set.call(map, 'b', 2);
    Map.prototype.delete.call(map, 'a');
    return [ask('[...x].join() + x.size + x.get("b") + x.has("a")'), map.size];
  },
  set: (vm) => {
    const [set, ask] = both(vm, 'new Set([1])');
    Set.prototype.add.call(set, 2);
    return [ask('[...x].join() + x.size + x.delete(1)'), [...set]];
  },
  date: (vm) => {
    const [date, ask] = both(vm, 'new Date(5)');
    Date.prototype.setTime.call(date, 86400000);
    return ask('[x.getTime(), +x, x.toISOString(), JSON.stringify(x), new Date(x).getTime(), x < new Date(0)].join()');
  },
  'last index': (vm) => {
    const [expression, ask] = both(vm, '/a/g');
    RegExp.prototype.exec.call(expression, 'aaa');
    const first = ask('x.lastIndex');
    return [first, ask('x.test("aaa"); x.lastIndex'), expression.lastIndex, (expression.lastIndex = 0), ask('x.lastIndex')];
  },
  bytes: (vm) => {
    const [bytes, ask] = both(vm, 'new Uint8Array([3, 1, 2])');
    Uint8Array.prototype.sort.call(bytes);
    return [ask('x.join()'), ask('x.fill(7); x.length'), [...bytes]];
  },
});

differential('changed by the guest after the crossing', {
  map: (vm) => {
    const [map, ask] = both(vm, 'new Map()');
    ask('x.set("k", { v: 1 }).set(x, "self"); 0');
    return [map.size, map.get('k').v, map.get(map), [...Map.prototype.keys.call(map)].length];
  },
  'map, through natives of another context': (vm) => {
    const [map, ask] = both(vm, 'new Map([[1, 2]])');
    run(vm, 'Map.prototype.set.call(m, 3, 4)', { m: map });
    return [ask('[...x].join()'), map.size];
  },
  set: (vm) => {
    const [set, ask] = both(vm, 'new Set([1, 2])');
    ask('x.clear(); x.add("new"); 0');
    return [...set];
  },
  date: (vm) => {
    const [date, ask] = both(vm, 'new Date(0)');
    ask('x.setUTCFullYear(2000); 0');
    return [Date.prototype.getTime.call(date), date.toISOString(), structuredClone(date)];
  },
  'own properties': (vm) => {
    const [error, ask] = both(vm, 'Object.assign(new TypeError("m"), { code: 1 })');
    ask('x.code = 2; x.more = { deep: true }; delete x.message; x.message = "changed"; 0');
    error.fromHost = 3;
    return [error.code, error.more.deep, error.message, Object.keys(error), ask('x.fromHost + Object.keys(x).join()')];
  },
  'own properties of a promise': (vm) => {
    const [promise, ask] = both(vm, 'Promise.resolve(1)');
    promise.fromHost = 1;
    ask('x.fromGuest = 2; 0');
    return [promise.fromGuest, ask('x.fromHost')];
  },
});

differential('integrity and identity', {
  'frozen by the guest': (vm) => {
    const [error, ask] = both(vm, 'Object.freeze(new Error("m"))');
    return [
      Object.isFrozen(error), attempt(() => { error.x = 1; }).threw?.name, ask('Object.isFrozen(x)'), error.message,
      Object.isFrozen(run(vm, 'Object.freeze(new Map([[1, 2]]))')),
    ];
  },
  'frozen by the host': (vm) => {
    const [map, ask] = both(vm, 'new Map()');
    Object.freeze(map);
    return [ask('"use strict"; try { x.a = 1 } catch (e) { e instanceof TypeError }'), ask('x.set(1, 2).size')];
  },
  'the same to the guest': (vm) => {
    const [map, ask] = both(vm, 'new Map()');
    ask('var before = new WeakMap([[x, "kept"]]); 0');
    return [
      ask('(y) => y === x && before.get(y)')(map), ask('x instanceof Map && Object.getPrototypeOf(x) === Map.prototype'),
      ask('Object.prototype.toString.call(x)'), ask('x') === map,
    ];
  },
  cycles: (vm) => {
    const [map, ask] = both(vm, '(() => { const m = new Map(), e = new Error("m"); m.set("m", m).set(e, [m]); e.map = m; return m })()');
    const error = [...map.keys()][1];
    return [map.get('m') === map, error.map === map, map.get(error)[0] === map, ask('x.get("m") === x')];
  },
  'private fields and subclasses': (vm) => {
    const [store, ask] = both(vm, 'new (class Store extends Map { #hits = 0; get(k) { this.#hits++; return super.get(k) } get hits() { return this.#hits } })([["a", 1]])');
    return [store.get('a'), store.hits, ask('x.get("a") + x.hits'), store.constructor.name, types.isMap(store)];
  },
  'an object whose prototype is a date': (vm) => {
    const [object] = both(vm, 'Object.create(new Date(0), { own: { value: 1 } })');
    return [object.own, attempt(() => object.getTime()).threw?.name, types.isDate(Object.getPrototypeOf(object))];
  },
  'crossing during an iteration': (vm) =>
    run(vm, 'const seen = []; for (const [k, v] of m) { host(m); seen.push(k, v) } seen.join()', {
      m: run(vm, 'new Map([[1, 2]])'), host() {},
    }) + run(vm, 'const m = new Map([[1, 2], [3, 4]]), seen = []; for (const [k, v] of m) { host(m); seen.push(k, v) } seen.join()', { host() {} }),
  'a pattern that has no constructor on its prototype': (vm) => {
    const [expression] = both(vm, 'Object.setPrototypeOf(/a/g, null)');
    return [types.isRegExp(expression), Object.getPrototypeOf(expression), RegExp.prototype.exec.call(expression, 'ba').index];
  },
});

differential('what natives make of an object that has crossed', {
  'the result of a match': (vm) => {
    const [, ask] = both(vm, '/(?<letter>b)(z)?/dg');
    return ask(`const m = x.exec('abc');
      [m instanceof Array, m.length, m.join(), m.index, m.input, m.groups.letter, Object.getPrototypeOf(m.groups), m.indices[1] instanceof Array,
       m.indices[1].join(), m.indices.groups.letter.join(), 2 in m, m[2], Object.keys(m).join(), x.lastIndex, x.exec('q'), x.lastIndex].map(String).join('|')`);
  },
  'matchAll, replace, split': (vm) => {
    const [, ask] = both(vm, '/b(.)/g');
    return ask(`[[...'abcbd'.matchAll(x)].map((m) => m[1] + m.index + (m instanceof Array)).join(), 'abcbd'.replace(x, (all, one) => one.toUpperCase()),
      'abcbd'.split(x).join('|'), 'abcbd'.match(x).join(), 'xbc'.search(x), x.test('bb')].join(';')`);
  },
  'entries of a map': (vm) => {
    const [, ask] = both(vm, 'new Map([["a", 1], ["b", [2, 3]]])');
    return ask(`[...x].every((pair) => pair instanceof Array && pair.length === 2) + [...x.entries()].join('|') + [...x.keys()].join() + [...x.values()][1].length
      + Object.prototype.toString.call(x.entries()) + (Object.getPrototypeOf(x.keys()) === Object.getPrototypeOf(new Map().keys()))
      + JSON.stringify(x.values().next()) + (x.entries().next() instanceof Object) + new Map(x).size + Object.fromEntries(x).a + Array.from(x).length`);
  },
  'an iterator that sees what comes later': (vm) => {
    const [, ask] = both(vm, 'new Map([[1, 1]])');
    return ask('const seen = []; for (const [k] of x) { seen.push(k); if (k < 4) x.set(k + 1, 0) } seen.join()');
  },
  'entries of a set': (vm) => {
    const [, ask] = both(vm, 'new Set(["a", ["b"]])');
    return ask("[...x][1][0] + [...x.entries()][0].join() + ([...x.entries()][0] instanceof Array) + [...x.keys()].length + (x.values().next() instanceof Object)");
  },
  'of a host map': (vm) => run(vm, '[...Map.prototype.entries.call(m)][0] instanceof Array', { m: new Map([[1, 2]]) }),
});

differential('promises', {
  'states as the host sees them': (vm) => {
    const [pending, ask] = both(vm, '(() => { const p = new Promise((f) => { globalThis.settle = f }); return p })()');
    // The tests run under async hooks, which leave symbols on promises.
    const state = (promise) => /<pending>|\{ a: 1 \}|\d+/.exec(inspect(promise))[0];
    const before = state(pending);
    ask('settle(5)');
    return [before, state(pending), state(run(vm, 'Promise.resolve({ a: 1 })'))];
  },
  'then of the host': (vm) => Promise.prototype.then.call(run(vm, 'Promise.resolve(1).then((n) => n + 1)'), (n) => n * 10),
  'settled later': (vm) => {
    const [promise, ask] = both(vm, '(() => { const p = new Promise((f) => { globalThis.settle = f }); return p })()');
    const seen = Promise.prototype.then.call(promise, (value) => value.a);
    ask('settle({ a: 7 })');
    return seen;
  },
  'rejected, and handled by natives of the host': (vm) =>
    Promise.prototype.catch.call(run(vm, 'Promise.reject(new RangeError("no"))'), (error) => [error.name, error.message]),
  'all of both sides': (vm) => Promise.all([run(vm, 'Promise.resolve(1)'), run(vm, '(async () => 2)()'), 3]),
});

differential('memory', {
  'a buffer that the host transfers': (vm) => {
    const [buffer, ask] = both(vm, 'new ArrayBuffer(4); var u = new Uint8Array(x); u[0] = 1');
    const moved = structuredClone(buffer, { transfer: [buffer] });
    return [new Uint8Array(moved)[0], buffer.byteLength, ask('[x.byteLength, u.length, u[0]].join()')];
  },
  'a host buffer that is transferred while the guest runs': (vm) => {
    const buffer = new ArrayBuffer(8);
    return run(vm, 'const u = new Uint8Array(b); u[0] = 1; move(); [u.length, u[0], b.byteLength].join()', {
      b: buffer, move: () => { structuredClone(buffer, { transfer: [buffer] }); },
    });
  },
  'a resizable host buffer': (vm) => {
    const buffer = new ArrayBuffer(4, { maxByteLength: 8 });
    const bytes = new Uint8Array(buffer);
    return run(vm, 'bytes[1] = 5; const before = bytes.length; grow(); [before, bytes.length, bytes[1], b.byteLength, b.resizable, bytes.join()].join()', {
      b: buffer, bytes, grow: () => buffer.resize(8),
    });
  },
  'memory of WebAssembly': (vm) => {
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 2 });
    const bytes = new Uint8Array(memory.buffer);
    return run(vm, 'bytes[3] = 9; const before = bytes.length; grow(); [before, bytes.length, bytes[3]].join()', {
      bytes, grow: () => memory.grow(1),
    });
  },
  'empty buffers': (vm) => [
    run(vm, 'new ArrayBuffer(0)').byteLength, run(vm, 'new Uint8Array(b).length', { b: new ArrayBuffer(0) }),
    run(vm, 'u.length', { u: new Uint8Array() }),
  ],
  'a slice of a pool': (vm) => {
    const buffer = Buffer.from('pooled');
    return run(vm, '[b.length, b.byteOffset === b.byteOffset, String.fromCharCode(...b), new Uint8Array(b.buffer, b.byteOffset, 2).join()].join()', { b: buffer });
  },
});
