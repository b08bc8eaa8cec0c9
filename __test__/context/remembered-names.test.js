'use strict';

// A name that the sandbox does not have is the built-in one. What a place in the code remembers of it must not outlive
// the next store, declaration, deletion or change by the host, also within one run.

const { differential } = require('../helpers/differential.js');

// `read` is one place in the code that reads `Math` before and after each step.
const steps = (makeSandbox, ...code) => (vm) => {
  const sandbox = vm.createContext(makeSandbox());
  sandbox.change = (name, value) => {
    sandbox[name] = value;
  };
  sandbox.forget = (name) => delete sandbox[name];
  return vm.runInContext(
    `const results = [];
    const read = () => { try { return typeof Math === 'object' ? 'built in' : Math; } catch (error) { return error.name; } };
    const note = () => { for (let i = 0; i < 50; i++) read(); results.push(read()); };
    note();
    ${code.map((step) => `${step};\nnote();`).join('\n')}
    [...results]`,
    sandbox,
  );
};

const plain = () => ({});
const accessor = () => {
  let kept = 'first';
  return {
    get Math() {
      return kept;
    },
    set Math(value) {
      kept = `kept ${value}`;
    },
  };
};

differential('a built-in name', {
  'stored once': steps(plain, 'Math = 1'),
  'stored again and again': steps(plain, 'Math = 1', 'Math = 2', 'Math = 3'),
  'stored through the global object': steps(plain, 'globalThis.Math = 1', 'Math = 2', 'this.Math = 3'),
  'stored and deleted': steps(plain, 'Math = 1', 'delete globalThis.Math', 'Math = 2'),
  deleted: steps(plain, 'delete globalThis.Math', 'Math = 1'),
  defined: steps(plain, 'Object.defineProperty(globalThis, "Math", { value: 1, configurable: true })', 'Math = 2'),
  'made an accessor': steps(
    plain,
    'Object.defineProperty(globalThis, "Math", { get: () => 1, configurable: true })',
    'Object.defineProperty(globalThis, "Math", { value: 2, configurable: true })',
  ),
  'stored by the host': steps(plain, 'change("Math", 1)', 'Math = 2', 'change("Math", 3)', 'forget("Math")'),
  'of an accessor of the sandbox': steps(accessor, 'Math = 1', 'Math = 2'),
  'of a sandbox that inherits': steps(() => Object.create({ Math: 'inherited' }), 'Math = 1', 'delete globalThis.Math'),
  'of a Proxy that has it now and then': steps(
    () => new Proxy({}, {}),
    'change("Math", 1)',
    'forget("Math")',
    'Math = 1',
  ),
  'an inherited one, shadowed': (vm) =>
    vm.runInNewContext(`
      const read = () => typeof hasOwnProperty;
      const results = [read(), read()];
      hasOwnProperty = 1;
      results.push(read());
      hasOwnProperty = 'text';
      results.push(read(), delete globalThis.hasOwnProperty, read());
      [...results]`),
  'a new name': (vm) =>
    vm.runInNewContext(`
      const read = () => { try { return fresh; } catch (error) { return error.message; } };
      const results = [read(), read()];
      fresh = 1;
      results.push(read());
      fresh = 2;
      results.push(read(), delete globalThis.fresh, read());
      [...results]`),
  'of two contexts in turn': (vm) => {
    const [first, second] = [vm.createContext({}), vm.createContext({})];
    const read = '(() => typeof Math)';
    const [one, two] = [first, second].map((context) => vm.runInContext(read, context));
    const results = [one(), two(), one(), two()];
    first.Math = 'of the first';
    results.push(one(), two());
    vm.runInContext('Math = 1', second);
    results.push(one(), two());
    return results;
  },
  'of a function of another context': (vm) => {
    const [first, second] = [vm.createContext({}), vm.createContext({})];
    second.read = vm.runInContext('() => typeof Math', first);
    const code = 'const note = () => [read(), typeof Math]; const before = note(); Math = 1; [...before, ...note()]';
    const results = [...vm.runInContext(code, second)];
    first.Math = 1;
    return [...results, ...vm.runInContext('note()', second)];
  },
});
