'use strict';

// Loops over properties of host objects. What was read of one is kept, and what is stored waits, until the host could
// notice: nobody may see that.

const assert = require('node:assert');
const test = require('node:test');
const { differential } = require('../helpers/differential.js');
const rvm = require('../../index.js');

const run = (vm, code, sandbox) => vm.runInNewContext(code, sandbox);

/** A Proxy that notes what is asked of it. */
const spy = (target) => {
  const log = [];
  const handler = new Proxy({}, {
    get: (_, trap) => (...values) => {
      log.push(`${trap} ${String(values[1])}`);
      return Reflect[trap](...values);
    },
  });
  return { log, proxy: new Proxy(target, handler) };
};

differential('reads in a loop', {
  'the host changes the object between them': (vm) => {
    const o = { a: 1 };
    return run(vm, 'const seen = []; for (let i = 0; i < 6; i++) { seen.push(o.a, o.a, o.a); if (i > 2) change(); } seen.join()', {
      o, change: () => o.a++,
    });
  },
  'a getter is called each time': (vm) => {
    let calls = 0;
    const o = { get a() { return ++calls; }, b: 1 };
    return run(vm, 'let sum = 0; for (let i = 0; i < 5; i++) sum += o.a + o.b + o.a; sum', { o });
  },
  'a getter changes another property': (vm) => {
    const o = { get a() { return ++o.b; }, b: 1 };
    return run(vm, 'const seen = []; for (let i = 0; i < 5; i++) seen.push(o.b, o.b, o.a); seen.join()', { o });
  },
  'a Proxy is asked each time': (vm) => {
    const { log, proxy } = spy({ a: 1 });
    run(vm, 'for (let i = 0; i < 5; i++) o.a; for (let i = 0; i < 5; i++) o.a = i', { o: proxy });
    return log;
  },
  'what is inherited changes': (vm) => {
    const base = { a: 1 };
    return run(vm, 'const seen = []; for (let i = 0; i < 5; i++) { seen.push(o.a, o.a); base.a = i; } seen.join()', {
      base, o: Object.create(base),
    });
  },
  'what a sandbox inherits changes': (vm) => {
    const base = { a: 1 };
    const sandbox = Object.create(base);
    sandbox.base = base;
    return run(vm, 'const seen = []; for (let i = 0; i < 5; i++) { seen.push(a, a, base.a); base.a = i; } seen.join()', sandbox);
  },
  'the elements and the length of an array': (vm) => run(vm, `
    const seen = [];
    for (let i = 0; i < 5; i++) { seen.push(list.length, list[0], list[list.length]); list[list.length] = i; list[0] = i; }
    list.length = 2;
    seen.push(list.length, list.length, list[3], list[3]);
    seen.join()`, { list: [9] }),
  'a property that goes and comes': (vm) => run(vm, `
    const seen = [];
    for (let i = 0; i < 4; i++) { seen.push(o.a, o.a, 'a' in o); delete o.a; seen.push(o.a, o.a); o.a = i; o.a = i + 10; }
    seen.join()`, { o: { a: 1 } }),
  'a property that becomes an accessor': (vm) => run(vm, `
    const seen = [];
    for (let i = 0; i < 4; i++) { seen.push(o.a, o.a); }
    Object.defineProperty(o, 'a', { get: () => 'got', set(value) { seen.push('set ' + value); } });
    for (let i = 0; i < 4; i++) { o.a = i; seen.push(o.a, o.a); }
    seen.join()`, { o: { a: 1 } }),
  'values of every type': (vm) => run(vm, `
    const seen = [];
    for (let i = 0; i < 4; i++) for (const key of Object.keys(o)) seen.push(typeof o[key], o[key] === o[key]);
    for (const key of Object.keys(o)) for (let i = 0; i < 4; i++) seen.push(typeof o[key], Object.is(o[key], o[key]));
    seen.join()`, { o: { u: undefined, n: null, t: true, i: 1, d: -0, s: 'text', w: '\u{1F600}\uD800', b: 5n, y: Symbol.iterator, f() {}, o: {} } }),
  'names of a function': (vm) => run(vm, 'let t = ""; for (let i = 0; i < 4; i++) t += f.name + f.length; t', { f: function name(a, b) {} }),
});

differential('stores in a loop', {
  'the host sees each value when it is asked': (vm) => {
    const o = { a: 0, b: '' };
    const seen = [];
    run(vm, 'for (let i = 0; i < 20; i++) { o.a = i; o.b += i; o.a += 0.5; if (i % 5 === 4) look(); }', {
      o, look: () => seen.push(o.a, o.b),
    });
    return [seen, o];
  },
  'and after an error': (vm) => {
    const o = { a: 0 };
    try {
      run(vm, 'for (let i = 0; i < 9; i++) { o.a = i; if (i === 7) throw 1; }', { o });
    } catch {}
    return o;
  },
  'a setter is called each time': (vm) => {
    const seen = [];
    run(vm, 'for (let i = 0; i < 5; i++) o.a = i', { o: { set a(value) { seen.push(value); } } });
    return seen;
  },
  'a fixed property refuses each one': (vm) => run(vm, `'use strict';
    const seen = [];
    for (let i = 0; i < 4; i++) for (const o of [frozen, closed]) try { o.a = i; } catch (error) { seen.push(error.message); }
    seen.join()`, { frozen: Object.freeze({ a: 1 }), closed: Object.preventExtensions({}) }),
  'a property that becomes fixed': (vm) => run(vm, `
    for (let i = 0; i < 4; i++) o.a = i;
    Object.freeze(o);
    for (let i = 5; i < 9; i++) o.a = i;
    o.a`, { o: { a: 1 } }),
  'of changing types': (vm) => {
    const o = { a: 0 };
    const seen = [];
    run(vm, 'for (const value of [1, 2, "x", "y", null, null, undefined, undefined, 1n, 2n, {}, [], 1.5, 2]) { o.a = value; o.a = value; look(o.a === value); }', {
      o, look: (same) => seen.push(same, typeof o.a, String(o.a)),
    });
    return seen;
  },
  'what converts them does': (vm) => {
    const { env } = process;
    env.RVM_TEST = 'text';
    const seen = run(vm, 'const seen = []; for (let i = 0; i < 4; i++) { env.RVM_TEST = i; seen.push(typeof env.RVM_TEST, typeof env.RVM_TEST); env.RVM_TEST = "a" + i; env.RVM_TEST = i } seen.join()', { env });
    delete env.RVM_TEST;
    return seen;
  },
  'more properties than are kept': (vm) => {
    const o = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`p${index}`, 0]));
    run(vm, 'for (let i = 0; i < 5; i++) for (let j = 0; j < 50; j++) { o["p" + j] += j; o["p" + j] += i; }', { o });
    return o;
  },
  'several objects with the same names': (vm) => {
    const [a, b] = [{ v: 1, w: 1 }, { v: 2, w: 2 }];
    const sum = run(vm, 'let sum = 0; for (let i = 0; i < 9; i++) { a.v = b.v + i; b.v = a.w + i; a.w = a.v; sum += a.v + b.v + b.w; } sum', { a, b });
    return [sum, a, b];
  },
  'to the sandbox by its name and by its object': (vm) => {
    const sandbox = { x: 0 };
    sandbox.self = () => sandbox;
    sandbox.look = () => sandbox.x;
    return run(vm, `
      const seen = [];
      const view = self();
      for (let i = 0; i < 5; i++) { x = i; x = i + 1; seen.push(view.x, view.x); view.x = -i; view.x = -i - 1; seen.push(x, x, look()); }
      seen.join()`, sandbox);
  },
  'to an object from which the sandbox inherits': (vm) => {
    const base = { x: 0 };
    return run(vm, 'const seen = []; for (let i = 0; i < 6; i++) { base.x = i; seen.push(x, x); base.x = -i; seen.push(x, x); } seen.join()', Object.assign(Object.create(base), { base }));
  },
  'of two contexts to one object': (vm) => {
    const o = { a: 0 };
    const context = vm.createContext({ o });
    const bump = vm.runInContext('() => { for (let i = 0; i < 5; i++) o.a++; return o.a; }', context);
    return [run(vm, 'for (let i = 0; i < 5; i++) { o.a++; o.a++; bump(); } o.a', { o, bump }), o];
  },
});

test('what was stored before a deadline is there', () => {
  const o = { a: 0 };
  assert.throws(() => rvm.runInNewContext('for (;;) o.a++', { o }, { timeout: 50 }), { code: 'ERR_SCRIPT_EXECUTION_TIMEOUT' });
  assert.ok(o.a > 1000, `${o.a} stores`);
});
