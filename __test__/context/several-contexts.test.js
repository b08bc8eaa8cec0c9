'use strict';

// Contexts side by side and inside one another.

const { differential } = require('../helpers/differential.js');
const { attempt } = require('../helpers/cases.js');

differential('two contexts', {
  'creating twice gives the same object': (vm) => {
    const sandbox = {};
    return [vm.createContext(sandbox) === sandbox, vm.createContext(sandbox, { name: 5 }) === sandbox];
  },
  'have their own builtins': (vm) => {
    const [a, b] = [vm.createContext(), vm.createContext()];
    return [
      vm.runInContext('Array', a) === vm.runInContext('Array', b),
      vm.runInContext('Array', a) === vm.runInContext('Array', a),
    ];
  },
  'share a host object': (vm) => {
    const shared = { n: 0 };
    const [a, b] = [vm.createContext({ shared }), vm.createContext({ shared })];
    vm.runInContext('shared.n++; shared.from = "a"', a);
    return [vm.runInContext('shared.n++; shared.from', b), shared, a.shared === b.shared];
  },
  'share a prototype': (vm) => {
    const base = { v: 1 };
    const [a, b] = [vm.createContext(Object.create(base)), vm.createContext(Object.create(base))];
    vm.runInContext('v = 2', a);
    return [vm.runInContext('v', a), vm.runInContext('v', b), base];
  },
  'a guest object in another guest keeps identity and prototype': (vm) => {
    const [a, b] = [vm.createContext(), vm.createContext()];
    b.given = vm.runInContext('var list = [1, 2]; list', a);
    return [
      vm.runInContext('given', b) === a.list,
      vm.runInContext('given instanceof Array', b),
      vm.runInContext('Array.isArray(given)', b),
      vm.runInContext('given.push(3); given.map((n) => n * 2) instanceof Array', b),
      a.list,
    ];
  },
  'a guest function in another guest runs in its own': (vm) => {
    const [a, b] = [vm.createContext({ who: 'a' }), vm.createContext({ who: 'b' })];
    b.f = vm.runInContext('(function () { return [who, typeof only] })', a);
    vm.runInContext('var only = 1', b);
    return vm.runInContext('f().join()', b);
  },
  'errors of one caught in the other': (vm) => {
    const [a, b] = [vm.createContext(), vm.createContext()];
    b.fail = vm.runInContext('() => { null.x }', a);
    return vm.runInContext('try { fail() } catch (e) { [e instanceof TypeError, e.name, e.message] }', b);
  },
  'a sandbox inside another context is a plain object': (vm) => {
    const a = vm.createContext({ v: 1 });
    const b = vm.createContext({ a });
    return vm.runInContext('[a.v, typeof a.Array, (a.w = 2)]', b).concat([vm.runInContext('w', a)]);
  },
  'a global inside another context is live': (vm) => {
    const a = vm.createContext({ v: 1 });
    const b = vm.createContext({ ga: vm.runInContext('this', a) });
    return [vm.runInContext('[ga.v, typeof ga.Array, ga.Array === Array, (ga.w = 2)]', b), vm.runInContext('w', a)];
  },
  'a class extended in another context': (vm) => {
    const [a, b] = [vm.createContext(), vm.createContext()];
    b.Base = vm.runInContext('(class Base { constructor(n) { this.n = n } hi() { return `base ${this.n}` } })', a);
    const made = vm.runInContext('class Sub extends Base { hi() { return `sub ${super.hi()}` } } new Sub(1)', b);
    return [made.hi(), made instanceof b.Base, made.constructor.name];
  },
  'promises awaited in another context': async (vm) => {
    const [a, b] = [vm.createContext(), vm.createContext()];
    b.promise = vm.runInContext('Promise.resolve({ v: 1 })', a);
    return vm.runInContext('(async () => (await promise).v)()', b).then((v) => v);
  },
  'a host function called by both': (vm) => {
    const calls = [];
    const note = (text) => {
      calls.push(text);
      return calls.length;
    };
    for (const name of ['a', 'b', 'a']) vm.runInNewContext(`note("${name}")`, { note });
    return calls;
  },
});

differential('nested contexts', {
  'a guest makes a context': (vm) => {
    const outer = vm.createContext({ vm });
    return vm.runInContext(
      'const inner = vm.createContext({ n: 1 }); vm.runInContext("n += 1; n", inner) + inner.n',
      outer,
    );
  },
  'a sandbox made by a guest is a context': (vm) => {
    const outer = vm.createContext({ vm });
    const inner = vm.runInContext('var inner = { n: 1 }; vm.createContext(inner)', outer);
    return [vm.isContext(inner), inner === outer.inner, vm.runInContext('n = 5; n', inner), outer.inner.n];
  },
  'writes of guest code around the inner run are seen in it': (vm) =>
    vm.runInNewContext(
      `
    const box = vm.createContext({ n: 1 });
    const read = vm.runInContext('(() => n)', box);
    const seen = [read()];
    box.n = 2; seen.push(read());
    delete box.n; try { read() } catch (e) { seen.push(e.name) }
    Object.defineProperty(box, 'n', { get: () => 3, configurable: true }); seen.push(read());
    seen.join()`,
      { vm },
    ),
  'the inner guest has its own builtins': (vm) =>
    vm.runInNewContext('vm.runInNewContext("[]") instanceof Array', { vm }),
  'runInThisContext from a guest runs in the main context': (vm) =>
    vm.runInNewContext('vm.runInThisContext("typeof process")', { vm }),
  'validation errors are host errors even for a guest': (vm) => {
    const { threw } = attempt(() => vm.runInNewContext('vm.createContext(5)', { vm }));
    return [threw, threw instanceof TypeError];
  },
  'three levels': (vm) => {
    const code = (depth) =>
      depth === 0 ? '[depth]' : `vm.runInNewContext(${JSON.stringify(code(depth - 1))}, { vm, depth: ${depth} })`;
    return vm.runInNewContext(code(3), { vm, depth: 0 });
  },
  'the same context entered again from within': (vm) => {
    const sandbox = vm.createContext({ again: (code) => vm.runInContext(code, sandbox), log: [] });
    vm.runInContext('var n = 1; again("n++; log.push(n)"); log.push(n)', sandbox);
    return sandbox.log;
  },
  'a script that calls itself through the host': (vm) => {
    const script = new vm.Script('depth++; depth < 5 ? again() : depth');
    const sandbox = vm.createContext({ depth: 0, again: () => script.runInContext(sandbox) });
    return [script.runInContext(sandbox), sandbox.depth];
  },
});

differential('one script in many contexts', {
  'sees each sandbox': (vm) => {
    const script = new vm.Script('x = x * 2; x');
    return [1, 2, 3].map((x) => {
      const sandbox = vm.createContext({ x });
      return [script.runInContext(sandbox), sandbox.x];
    });
  },
  'functions are new each time': (vm) => {
    const script = new vm.Script('(function f() { return who })');
    const [f, g] = ['a', 'b'].map((who) => script.runInNewContext({ who }));
    return [f === g, f(), g()];
  },
  'template objects and classes are per run': (vm) => {
    const script = new vm.Script('(class K { static n = (this.count ??= 0) })');
    const sandbox = vm.createContext();
    return script.runInContext(sandbox) === script.runInContext(sandbox);
  },
});
