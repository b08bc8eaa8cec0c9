'use strict';

// vm used by guest code, with objects of the guest as sandboxes: to the guest they are ordinary objects.

const { differential } = require('../helpers/differential.js');
const { attempt } = require('../helpers/cases.js');

/** Runs code in a context that has the module `vm`. */
const inside = (vm, code, names = {}) => vm.runInContext(`(() => { ${code} })()`, vm.createContext({ vm, ...names }));

differential('a guest object as sandbox', {
  'reads and writes': (vm) =>
    inside(vm, `
      const sandbox = vm.createContext({ count: 1, missing: undefined });
      vm.runInContext('count += 1; added = count; var declared = 3; function f() { return count }; let hidden = 4', sandbox);
      return [JSON.stringify(sandbox), typeof sandbox.f, sandbox.f(), vm.runInContext('hidden', sandbox), Object.keys(sandbox).join()];
    `),
  'it is a context': (vm) =>
    inside(vm, `
      const sandbox = {};
      const before = vm.isContext(sandbox);
      const same = vm.createContext(sandbox) === sandbox;
      return [before, same, vm.isContext(sandbox), vm.createContext(sandbox) === sandbox];
    `),
  'strict writes to unknown names': (vm) =>
    inside(vm, `
      const sandbox = vm.createContext({ a: 1 });
      try { vm.runInContext('"use strict"; unknown = 1', sandbox) } catch (error) { return [error.name, error.message, 'unknown' in sandbox] }
    `),
  'unknown names': (vm) =>
    inside(vm, `
      const sandbox = vm.createContext({});
      try { vm.runInContext('unknown', sandbox) } catch (error) { return [error.name, error.message] }
    `),
  'typeof, in and delete': (vm) =>
    inside(vm, `
      const sandbox = vm.createContext(Object.create({ inherited: 1 }, { own: { value: 2, configurable: true } }));
      return [vm.runInContext('[typeof own, typeof inherited, typeof none, "own" in this, "none" in this, delete this.own, typeof own].join()', sandbox), 'own' in sandbox];
    `),
  'accessors': (vm) =>
    inside(vm, `
      let seen = [];
      const sandbox = vm.createContext({ get x() { seen.push('get'); return 5 }, set x(value) { seen.push('set ' + value) } });
      return [vm.runInContext('x = x + 1; x', sandbox), seen.join()];
    `),
  'what the code around changes is seen at once': (vm) =>
    inside(vm, `
      const sandbox = vm.createContext({ x: 1, bump() { sandbox.x += 1 }, make() { sandbox.late = 'late' } });
      return vm.runInContext('const seen = [x]; bump(); seen.push(x); bump(); seen.push(x); seen.push(typeof late); make(); seen.push(typeof late); seen.join()', sandbox);
    `),
  'what the code inside changes is seen at once': (vm) =>
    inside(vm, `
      const seen = [];
      const sandbox = vm.createContext({ x: 1, look() { seen.push(sandbox.x, Object.keys(sandbox).join()) } });
      vm.runInContext('x = 2; look(); var y = 3; look(); for (let i = 0; i < 3; i++) { x = i; look() }', sandbox);
      return seen.join('|');
    `),
  'in a loop': (vm) =>
    inside(vm, `
      const sandbox = vm.createContext({ n: 0 });
      vm.runInContext('for (let i = 0; i < 1000; i++) n += i', sandbox);
      return sandbox.n;
    `),
  'class instances': (vm) =>
    inside(vm, `
      class Base { greet() { return 'hi ' + this.name } }
      class Window extends Base { name = 'w'; get size() { return 7 } }
      const sandbox = vm.createContext(new Window());
      return vm.runInContext('[greet(), size, name, this.greet === greet, Object.prototype.toString.call(this)].join()', sandbox);
    `),
  'frozen': (vm) =>
    inside(vm, `
      const sandbox = vm.createContext(Object.freeze({ x: 1 }));
      return [vm.runInContext('x = 2; var y = 3; x', sandbox), JSON.stringify(sandbox)];
    `),
  'without a prototype': (vm) =>
    inside(vm, `
      const sandbox = vm.createContext(Object.assign(Object.create(null), { x: 1 }));
      return vm.runInContext('[x, typeof toString, this.x].join()', sandbox);
    `),
  'a proxy': (vm) =>
    inside(vm, `
      const seen = [];
      const sandbox = vm.createContext(new Proxy({}, { get(target, key) { seen.push('get ' + String(key)); return target[key] }, set(target, key, value) { seen.push('set ' + String(key)); target[key] = value; return true } }));
      vm.runInContext('x = 1; x', sandbox);
      return [...new Set(seen)].filter((entry) => entry.endsWith(' x')).join();
    `),
  'defineProperty on the global': (vm) =>
    inside(vm, `
      const sandbox = vm.createContext({});
      vm.runInContext('Object.defineProperty(this, "x", { value: 1, enumerable: true })', sandbox);
      return JSON.stringify(Object.getOwnPropertyDescriptor(sandbox, 'x'));
    `),
  'this and globalThis': (vm) =>
    inside(vm, `
      const sandbox = vm.createContext({});
      const inner = vm.runInContext('globalThis.self = this; this', sandbox);
      return [inner === sandbox, sandbox.self === inner, sandbox.self === sandbox];
    `),
  'realms': (vm) =>
    inside(vm, `
      const sandbox = vm.createContext({ list: [1] });
      return [
        vm.runInContext('[]', sandbox) instanceof Array, vm.runInContext('list instanceof Array', sandbox),
        sandbox.list instanceof Array, Array.isArray(vm.runInContext('[]', sandbox)),
        Object.getPrototypeOf(vm.runInContext('({})', sandbox)) === Object.prototype,
      ];
    `),
  'errors': (vm) =>
    inside(vm, `
      const sandbox = vm.createContext({});
      try { vm.runInContext('null.x', sandbox) } catch (error) { return [error instanceof TypeError, error.name, error.message] }
    `),
  'options of the guest': (vm) =>
    inside(vm, `
      const context = vm.createContext({}, { name: 'inner', codeGeneration: { strings: false } });
      try { vm.runInContext('eval("1")', context, { filename: 'inner.js', timeout: 500 }) } catch (error) { return error.name }
    `),
  'runInNewContext': (vm) =>
    inside(vm, 'const sandbox = { a: 1 }; return [vm.runInNewContext("b = a + 1", sandbox), JSON.stringify(sandbox)]'),
  'Script': (vm) =>
    inside(vm, `
      const script = new vm.Script('count = (typeof count === "number" ? count : 0) + 1');
      const contexts = [{}, { count: 5 }].map((sandbox) => vm.createContext(sandbox));
      return contexts.map((context) => [script.runInContext(context), script.runInContext(context), context.count].join()).join('|');
    `),
  'DONT_CONTEXTIFY': (vm) =>
    inside(vm, `
      if (!vm.constants.DONT_CONTEXTIFY) return 'no';
      return 'yes';
    `),
  'compileFunction with parsingContext': (vm) =>
    inside(vm, `
      const sandbox = vm.createContext({ base: 40 });
      return vm.compileFunction('return base + x', ['x'], { parsingContext: sandbox })(2);
    `),
  'three levels': (vm) =>
    inside(vm, `
      const middle = vm.createContext({ vm, depth: 1 });
      return vm.runInContext('const inner = vm.createContext({ depth: depth + 1 }); vm.runInContext("depth += 10", inner); inner.depth', middle);
    `),
  'bad arguments': (vm) => attempt(() => inside(vm, 'vm.createContext(5)')).threw.code,
});
