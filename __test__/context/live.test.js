'use strict';

// A context stays live: what the host changes between, or during, two runs of the same guest function
// must be seen by it, however often it has run before (inline caches).

const { differential } = require('../helpers/differential.js');
const { attempt } = require('../helpers/cases.js');

const MANY = 300;

// Runs `code` (a guest function) many times before and after each change by the host.
const warm =
  (makeSandbox, code, ...changes) =>
  (vm) => {
    const sandbox = vm.createContext(makeSandbox());
    const read = vm.runInContext(`(${code})`, sandbox);
    const results = [];
    const note = () => {
      for (let i = 0; i < MANY; i++) attempt(read);
      results.push(attempt(read));
    };
    note();
    for (const change of changes) {
      change(sandbox, (guestCode) => vm.runInContext(guestCode, sandbox));
      note();
    }
    return results;
  };

differential('a name read many times', {
  changed: warm(
    () => ({ x: 1 }),
    '() => x',
    (s) => {
      s.x = 2;
    },
    (s) => {
      s.x = 'three';
    },
  ),
  'deleted and put back': warm(
    () => ({ x: 1 }),
    '() => x',
    (s) => delete s.x,
    (s) => {
      s.x = 2;
    },
  ),
  'typeof, deleted and put back': warm(
    () => ({ x: 1 }),
    '() => typeof x',
    (s) => delete s.x,
    (s) => {
      s.x = 2;
    },
  ),
  'made an accessor and back': warm(
    () => ({ x: 1 }),
    '() => x',
    (s) => Object.defineProperty(s, 'x', { get: () => 2, configurable: true }),
    (s) => Object.defineProperty(s, 'x', { value: 3, writable: true, configurable: true }),
  ),
  'inherited, then own, then inherited': warm(
    () => Object.create({ x: 1 }),
    '() => x',
    (s) => {
      s.x = 2;
    },
    (s) => delete s.x,
  ),
  'inherited and changed on the prototype': warm(
    () => Object.create({ x: 1 }),
    '() => x',
    (s) => {
      Object.getPrototypeOf(s).x = 2;
    },
    (s) => delete Object.getPrototypeOf(s).x,
  ),
  'the prototype replaced': warm(
    () => Object.create({ x: 1 }),
    '() => x',
    (s) => Object.setPrototypeOf(s, { x: 2 }),
    (s) => Object.setPrototypeOf(s, null),
  ),
  'a builtin covered and uncovered': warm(
    () => ({}),
    '() => typeof Math',
    (s) => {
      s.Math = 5;
    },
    (s) => delete s.Math,
  ),
  'a method of a builtin': warm(
    () => ({}),
    '() => Math.max(1, 2)',
    (s) => {
      s.Math = { max: () => 'mine' };
    },
    (s) => delete s.Math,
  ),
  'a missing name that appears': warm(
    () => ({}),
    '() => typeof late',
    (s) => {
      s.late = 1;
    },
    (s) => delete s.late,
  ),
  frozen: warm(
    () => ({ x: 1 }),
    '() => { x = x + 1; return x }',
    (s) => Object.freeze(s),
  ),
  'counted on both sides': warm(
    () => ({ n: 0 }),
    '() => ++n',
    (s) => {
      s.n = 1000;
    },
    (s) => {
      s.n += 1000;
    },
  ),
  'declared lexically in between': warm(
    () => ({ x: 1 }),
    '() => x',
    (s, guest) => guest('let x = 2'),
    (s) => {
      s.x = 3;
    },
  ),
  'declared as var in between': warm(
    () => ({}),
    '() => typeof v',
    (s, guest) => guest('var v = 1'),
    (s) => {
      delete s.v;
    },
  ),
});

differential('writes done many times', {
  'a setter appears': warm(
    () => ({ x: 0, seen: 0 }),
    '() => { x = 5; return [x, seen] }',
    (s) =>
      Object.defineProperty(s, 'x', {
        set() {
          s.seen++;
        },
        get: () => 'got',
        configurable: true,
      }),
  ),
  'made read-only': warm(
    () => ({ x: 0 }),
    '() => { x = 5; return x }',
    (s) => Object.defineProperty(s, 'x', { value: 1, writable: false }),
  ),
  'a setter on the prototype': warm(
    () => ({}),
    '() => { this.y = 1; return typeof this.y }',
    (s) => {
      delete s.y;
      Object.setPrototypeOf(s, { set y(value) {} });
    },
  ),
});

differential('host objects read many times', {
  'property changed': warm(
    () => ({ o: { a: 1 } }),
    '() => o.a',
    (s) => {
      s.o.a = 2;
    },
    (s) => delete s.o.a,
    (s) => {
      s.o.a = 3;
    },
  ),
  'object replaced': warm(
    () => ({ o: { a: 1 } }),
    '() => o.a',
    (s) => {
      s.o = { a: 2 };
    },
    (s) => {
      s.o = [1];
    },
  ),
  'prototype changed': warm(
    () => ({ o: Object.create({ a: 1 }) }),
    '() => o.a',
    (s) => {
      Object.getPrototypeOf(s.o).a = 2;
    },
    (s) => delete Object.getPrototypeOf(s.o).a,
    (s) => Object.setPrototypeOf(s.o, { a: 4 }),
  ),
  'method replaced': warm(
    () => ({ o: { m: () => 1 } }),
    '() => o.m()',
    (s) => {
      s.o.m = () => 2;
    },
    (s) => {
      s.o.m = null;
    },
  ),
  'array length': warm(
    () => ({ list: [1, 2] }),
    '() => list.length',
    (s) => s.list.push(3),
    (s) => {
      s.list.length = 0;
    },
  ),
  'class method patched': warm(
    () => {
      class A {
        m() {
          return 1;
        }
      }
      return { a: new A(), A };
    },
    '() => a.m()',
    (s) => {
      s.A.prototype.m = () => 2;
    },
    (s) => delete s.A.prototype.m,
  ),
});

differential('guest objects changed by the host', {
  'a property': (vm) => {
    const sandbox = vm.createContext();
    const o = vm.runInContext('var o = { a: 1 }; var read = () => o.a; o', sandbox);
    const seen = [];
    for (const change of [
      () => {},
      () => {
        o.a = 2;
      },
      () => delete o.a,
      () => Object.defineProperty(o, 'a', { get: () => 3 }),
    ]) {
      change();
      for (let i = 0; i < MANY; i++) sandbox.read();
      seen.push(sandbox.read());
    }
    return seen;
  },
  'a prototype': (vm) => {
    const sandbox = vm.createContext();
    vm.runInContext(
      'class A { m() { return 1 } } var a = new A(), proto = A.prototype; var read = () => a.m ? a.m() : "none"',
      sandbox,
    );
    const seen = [];
    for (const change of [
      () => {},
      () => {
        sandbox.proto.m = () => 2;
      },
      () => delete sandbox.proto.m,
      () => Object.setPrototypeOf(sandbox.a, { m: () => 3 }),
    ]) {
      change();
      for (let i = 0; i < MANY; i++) sandbox.read();
      seen.push(sandbox.read());
    }
    return seen;
  },
  'a builtin prototype of the guest': (vm) => {
    const sandbox = vm.createContext();
    const read = vm.runInContext('() => [3, 1, 2].first?.()', sandbox);
    const seen = [read()];
    vm.runInContext('Array', sandbox).prototype.first = function first() {
      return this[0];
    };
    seen.push(read());
    delete vm.runInContext('Array', sandbox).prototype.first;
    seen.push(read());
    return seen;
  },
  'within the guest, deletes on prototypes': (vm) =>
    vm.runInNewContext(`
    class A { get v() { return 'getter' } m() { return 'm' } }
    class B extends A {}
    const b = new B(), read = () => [b.m?.(), b.v, b.w].join();
    const seen = [];
    const note = () => { for (let i = 0; i < ${MANY}; i++) read(); seen.push(read()) };
    note(); B.prototype.m = () => 'B m'; note(); delete B.prototype.m; note(); delete A.prototype.m; note();
    A.prototype.w = 1; note(); delete A.prototype.v; note(); Object.setPrototypeOf(b, { w: 2 }); note(); delete b.w; b.v = 3; note();
    seen`),
});

differential('during a run', {
  'a host function changes the sandbox': (vm) => {
    const sandbox = vm.createContext({ x: 1 });
    sandbox.change = () => {
      sandbox.x++;
    };
    return vm.runInContext('const seen = []; for (let i = 0; i < 5; i++) { seen.push(x); change() } seen', sandbox);
  },
  'a host function deletes a name': (vm) => {
    const sandbox = vm.createContext({ x: 1 });
    sandbox.drop = () => {
      delete sandbox.x;
    };
    return vm.runInContext('const a = typeof x; drop(); [a, typeof x]', sandbox);
  },
  'a host getter changes another name': (vm) => {
    const sandbox = vm.createContext({
      n: 0,
      get tick() {
        return ++this.n;
      },
    });
    return vm.runInContext('[n, tick, n, tick, tick, n]', sandbox);
  },
  'a host callback within a builtin of the guest': (vm) => {
    const sandbox = vm.createContext({ list: [1, 2, 3], total: 0 });
    sandbox.add = (n) => {
      sandbox.total += n;
    };
    return vm.runInContext('list.forEach(add); [4, 5].forEach(add); total', sandbox);
  },
});

differential('lazy getters', {
  'do not run when the context is made': (vm) => {
    let ran = 0;
    const sandbox = {};
    for (const name of ['a', 'b', 'Array'])
      Object.defineProperty(sandbox, name, { get: () => ++ran, configurable: true, enumerable: true });
    vm.createContext(sandbox);
    vm.isContext(sandbox);
    vm.runInContext('1; let unrelated = 2; (() => 3)()', sandbox);
    return ran;
  },
  'run when asked': (vm) => {
    const ran = [];
    const sandbox = vm.createContext(
      Object.defineProperties(
        {},
        {
          a: {
            get: () => {
              ran.push('a');
              return 1;
            },
          },
          b: {
            get: () => {
              ran.push('b');
              return 2;
            },
          },
        },
      ),
    );
    return [vm.runInContext('a', sandbox), ran];
  },
  'on a prototype': (vm) => {
    let ran = 0;
    class Globals {
      get slow() {
        ran++;
        return 'ready';
      }
    }
    const sandbox = vm.createContext(new Globals());
    const before = ran;
    return [before, vm.runInContext('slow', sandbox), ran];
  },
});
