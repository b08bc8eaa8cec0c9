'use strict';

// Classes of one side extended and used by the other.

const { EventEmitter } = require('node:events');
const { differential } = require('../helpers/differential.js');
const { run, attempt } = require('../helpers/cases.js');

const GUEST_BASE = `class Base {
  static count = 0;
  static make(...args) { return new this(...args) }
  #secret;
  field = 'field';
  constructor(secret) { this.#secret = secret; this.made = new.target.name; Base.count++ }
  reveal() { return this.#secret }
  get secret() { return this.#secret }
  set secret(value) { this.#secret = value }
  static has(o) { return #secret in o }
} Base`;

class HostBase {
  static count = 0;
  static make(...args) {
    return new this(...args);
  }
  #secret;
  field = 'field';
  constructor(secret) {
    this.#secret = secret;
    this.made = new.target.name;
  }
  reveal() {
    return this.#secret;
  }
  get secret() {
    return this.#secret;
  }
  set secret(value) {
    this.#secret = value;
  }
  static has(o) {
    return #secret in o;
  }
}

differential('a host class extends a guest class', {
  'fields, methods, super': (vm) => {
    const Base = run(vm, GUEST_BASE);
    class Sub extends Base {
      own = 'own';
      reveal() {
        return `sub ${super.reveal()}`;
      }
    }
    const s = new Sub(42);
    return [s.reveal(), s.secret, s.field, s.own, s.made, s instanceof Sub, s instanceof Base, Object.keys(s)];
  },
  statics: (vm) => {
    const Base = run(vm, GUEST_BASE);
    class Sub extends Base {}
    return [Sub.make(1).reveal(), Sub.make(2) instanceof Sub, Sub.count, Object.getPrototypeOf(Sub) === Base];
  },
  'private names': (vm) => {
    const Base = run(vm, GUEST_BASE);
    class Sub extends Base {}
    return [
      Base.has(new Sub(1)),
      Base.has({}),
      Base.has(Object.create(Sub.prototype)),
      attempt(() => Base.prototype.reveal.call({})).threw.name,
    ];
  },
  setters: (vm) => {
    const Base = run(vm, GUEST_BASE);
    class Sub extends Base {
      set both(v) {
        super.secret = v;
      }
    }
    const s = new Sub(1);
    s.both = 5;
    s.secret += 1;
    return s.reveal();
  },
  'guest array subclass': (vm) => {
    const GuestArray = run(vm, 'Array');
    class List extends GuestArray {
      sum() {
        return this.reduce((a, b) => a + b, 0);
      }
    }
    const l = List.from([1, 2, 3]);
    return [l.sum(), l.map((n) => n * 2).sum(), l instanceof List, l instanceof GuestArray, Array.isArray(l), l.length];
  },
  'guest error subclass': (vm) => {
    const GuestError = run(vm, 'Error');
    class Mine extends GuestError {
      get name() {
        return 'Mine';
      }
    }
    const e = new Mine('m');
    return [String(e), e instanceof Mine, e instanceof GuestError, e instanceof Error, typeof e.stack];
  },
  'guest map and promise subclasses': async (vm) => {
    const [M, P] = run(vm, '[Map, Promise]');
    class MyMap extends M {
      twice(k) {
        return this.get(k) * 2;
      }
    }
    class MyPromise extends P {
      static tag = 'mine';
    }
    const p = MyPromise.resolve(1);
    return [new MyMap([['a', 2]]).twice('a'), p instanceof MyPromise, p.constructor.tag, await p];
  },
});

differential('a guest class extends a host class', {
  'fields, methods, super': (vm) =>
    run(
      vm,
      `class Sub extends HostBase { own = 'own'; reveal() { return 'sub ' + super.reveal() } }
    const s = new Sub(42); [s.reveal(), s.secret, s.field, s.own, s.made, s instanceof Sub, s instanceof HostBase, Object.keys(s).join()]`,
      { HostBase },
    ),
  statics: (vm) =>
    run(
      vm,
      'class Sub extends HostBase {} [Sub.make(1).reveal(), Sub.make(2) instanceof Sub, Sub.count, Object.getPrototypeOf(Sub) === HostBase]',
      { HostBase },
    ),
  'private names': (vm) =>
    run(
      vm,
      'class Sub extends HostBase {} [HostBase.has(new Sub(1)), HostBase.has({}), HostBase.has(Object.create(Sub.prototype))]',
      { HostBase },
    ),
  'private names of both classes': (vm) => {
    const Sub = run(
      vm,
      'class Sub extends HostBase { #mine = 7; get mine() { return this.#mine } static has(o) { return #mine in o } } Sub',
      { HostBase },
    );
    const s = new Sub(1);
    return [s.mine, s.reveal(), Sub.has(s), HostBase.has(s), Sub.has({})];
  },
  setters: (vm) =>
    run(
      vm,
      'class Sub extends HostBase { set both(v) { super.secret = v } } const s = new Sub(1); s.both = 5; s.secret += 1; s.reveal()',
      { HostBase },
    ),
  EventEmitter: (vm) =>
    run(
      vm,
      `class E extends EventEmitter { constructor() { super(); this.seen = [] } hit(x) { this.emit('hit', x); return this } }
    const e = new E(); e.on('hit', (x) => e.seen.push(x)).once('hit', (x) => e.seen.push('once')); e.hit(1).hit(2);
    [e.seen.join(), e instanceof EventEmitter, e.listenerCount('hit')]`,
      { EventEmitter },
    ),
  'EventTarget and Event': (vm) =>
    run(
      vm,
      `class T extends EventTarget {} const t = new T(), seen = [];
    t.addEventListener('x', (e) => seen.push(e.type, e instanceof Event, e.target === t)); t.dispatchEvent(new (class Mine extends Event {})('x')); seen`,
      { EventTarget, Event },
    ),
  'host Array': (vm) =>
    run(
      vm,
      'class L extends HostArray { sum() { return this.reduce((a, b) => a + b, 0) } } const l = L.from([1, 2, 3]); [l.sum(), l.length, Array.isArray(l), l instanceof L, l.map((n) => n * 2) instanceof L]',
      { HostArray: Array },
    ),
  'host Error': (vm) => {
    const { threw } = attempt(() =>
      run(
        vm,
        'class Mine extends HostError { constructor(m) { super(m); this.name = "Mine"; this.extra = 1 } } throw new Mine("m")',
        { HostError: Error },
      ),
    );
    return [threw.name, threw.message, threw.extra, threw instanceof Error, threw.constructor.name];
  },
  'host Map': (vm) =>
    run(
      vm,
      'class M extends HostMap { twice(k) { return this.get(k) * 2 } } const m = new M([["a", 2]]); [m.twice("a"), m.size, [...m.keys()].join()]',
      { HostMap: Map },
    ),
  'host Promise': (vm) =>
    run(vm, 'class P extends HostPromise {} const p = P.resolve(3); p instanceof P ? p.then((n) => n + 1) : 0', {
      HostPromise: Promise,
    }),
  URL: (vm) =>
    run(
      vm,
      'const u = new URL("http://a.b/c?d=1"); [u.host, u.searchParams.get("d"), u instanceof URL, String(u), JSON.stringify({ u })]',
      { URL },
    ),
  'a host factory of mixins': (vm) =>
    run(vm, 'class C extends mixin(class { a() { return 1 } }) {} const c = new C(); [c.a(), c.mixed()]', {
      mixin: (Base) =>
        class extends Base {
          mixed() {
            return this.a() + 1;
          }
        },
    }),
  'illegal constructors and their subclasses': (vm) => {
    class Node {
      constructor(key) {
        if (key !== 'key' && new.target === Node) throw new TypeError('Illegal constructor');
      }
    }
    return run(
      vm,
      'class El extends Node {} let caught; try { new Node() } catch (e) { caught = e.message } [new El() instanceof Node, caught]',
      { Node },
    );
  },
});

differential('class hierarchies of several levels', {
  'host, guest, host': (vm) => {
    class A {
      constructor() {
        this.path = ['A'];
      }
      who() {
        return 'A';
      }
    }
    const B = run(
      vm,
      'class B extends A { constructor() { super(); this.path.push("B") } who() { return super.who() + "B" } } B',
      { A },
    );
    class C extends B {
      constructor() {
        super();
        this.path.push('C');
      }
      who() {
        return `${super.who()}C`;
      }
    }
    const c = new C();
    return [c.path, c.who(), c instanceof A, c instanceof B];
  },
  'instances that cross': (vm) => {
    const sandbox = vm.createContext({ HostBase });
    const Sub = vm.runInContext('class Sub extends HostBase { whoami() { return this instanceof Sub } } Sub', sandbox);
    const s = new Sub(1);
    sandbox.s = s;
    return [vm.runInContext('s instanceof Sub && s.whoami() && s.reveal()', sandbox), s.whoami()];
  },
});

differential('instanceof', {
  'Symbol.hasInstance of a guest class': (vm) => {
    const Even = run(vm, '(class { static [Symbol.hasInstance](n) { return n % 2 === 0 } })');
    return [2 instanceof Even, 3 instanceof Even];
  },
  'Symbol.hasInstance of a host class': (vm) =>
    run(vm, '[2 instanceof Even, 3 instanceof Even]', {
      Even: class {
        static [Symbol.hasInstance](n) {
          return n % 2 === 0;
        }
      },
    }),
  'Symbol.hasInstance defined by the host on a guest builtin': (vm) => {
    const sandbox = vm.createContext();
    const GuestArray = vm.runInContext('Array', sandbox);
    Object.defineProperty(GuestArray, Symbol.hasInstance, { value: (v) => Array.isArray(v), configurable: true });
    sandbox.hostArray = [];
    return [
      vm.runInContext('hostArray instanceof Array', sandbox),
      [] instanceof GuestArray,
      vm.runInContext('({}) instanceof Array', sandbox),
    ];
  },
  'host values against builtins of the guest': (vm) =>
    run(vm, '[a instanceof Array, o instanceof Object, f instanceof Function, d instanceof Date, e instanceof Error]', {
      a: [],
      o: {},
      f() {},
      d: new Date(),
      e: new Error(),
    }),
  'guest values against builtins of the guest': (vm) =>
    run(
      vm,
      '[[] instanceof Array, ({}) instanceof Object, (() => 1) instanceof Function, new Date() instanceof Date, new TypeError() instanceof Error]',
    ),
  'a Proxy over Array as global': (vm) =>
    run(
      vm,
      `globalThis.Array = new Proxy(Array, { get: (t, k) => k === Symbol.hasInstance ? (v) => isArray(v) : Reflect.get(t, k) });
    [hostArray instanceof Array, [] instanceof Array, new Array(3).length, Array.isArray([])]`,
      { hostArray: [], isArray: Array.isArray },
    ),
  isPrototypeOf: (vm) =>
    run(
      vm,
      '[proto.isPrototypeOf(o), Object.prototype.isPrototypeOf(o), Object.getPrototypeOf(o) === proto]',
      (() => {
        const proto = { p: 1 };
        return { proto, o: Object.create(proto) };
      })(),
    ),
});

const classes = {
  Array: [1, 2], ArrayBuffer: [4], BigInt64Array: [2], Boolean: [true], DataView: [new ArrayBuffer(2)], Date: [0],
  Error: ['message'], Function: ['return 1'], Map: [[[1, 2]]], Number: [5], Promise: [() => {}], RegExp: ['a'],
  Set: [[1]], String: ['text'], TypeError: ['message'], Uint8Array: [3], WeakMap: [],
};
const builtIn = (look) =>
  Object.fromEntries(Object.entries(classes).map(([name, values]) => [name, (vm) => look(vm, name, values)]));
const seenAs = (object, Sub) => [
  Object.prototype.toString.call(object), object instanceof Sub, object.constructor === Sub, object.own,
];

differential(
  'a guest class extends a built-in class of the host',
  builtIn((vm, name, values) => {
    const Base = globalThis[name];
    const Sub = run(vm, 'class Sub extends Base { own = 1 } Sub', { Base });
    const object = new Sub(...values);
    return [seenAs(object, Sub), seenAs(new (class Third extends Sub {})(...values), Sub), object instanceof Base];
  }),
);

differential(
  'a host class extends a built-in class of the guest',
  builtIn((vm, name, values) => {
    const Base = run(vm, name);
    class Sub extends Base {
      own = 1;
    }
    const object = new Sub(...values);
    return [seenAs(object, Sub), object instanceof Base];
  }),
);

differential('the stack of an error of a host class that extends one of the guest begins with', {
  'the name of the class above': (vm) => new (class extends run(vm, 'RangeError') {})('m').stack.split('\n')[0],
  'the name that the prototype has': (vm) => {
    class Sub extends run(vm, 'Error') {}
    Sub.prototype.name = 'Named';
    return new Sub('m').stack.split('\n')[0];
  },
});

differential(
  'Object.prototype.toString tells of',
  Object.fromEntries(
    [
      'Intl.NumberFormat', 'console.log', 'new Intl.NumberFormat("en")', 'WebAssembly.CompileError',
      'new WebAssembly.RuntimeError("m")', 'class Sub extends WebAssembly.LinkError {}; new Sub("m")',
      'try { new WebAssembly.Module(new Uint8Array([1])) } catch (error) { error }',
      'try { new Intl.NumberFormat("no locale") } catch (error) { error }',
    ].map((code) => [code, (vm) => Object.prototype.toString.call(run(vm, code))]),
  ),
);
