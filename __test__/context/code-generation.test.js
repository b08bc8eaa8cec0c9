'use strict';

// codeGeneration: { strings, wasm }.

const { differential } = require('../helpers/differential.js');
const { attempt, thrown } = require('../helpers/cases.js');

const withoutStrings = (vm, sandbox = {}) => vm.createContext(sandbox, { codeGeneration: { strings: false } });
const refused = (code) => (vm) => {
  const sandbox = withoutStrings(vm);
  const error = thrown(() => vm.runInContext(code, sandbox));
  return [error, error instanceof EvalError, vm.runInContext('EvalError', sandbox) === error.constructor];
};

differential('strings: false refuses', {
  eval: refused('eval("1")'),
  'eval of a number': refused('eval(5)'),
  'eval of an object': refused('eval({})'),
  'indirect eval': refused('(0, eval)("1")'),
  'eval in a function': refused('(function () { return eval("1") })()'),
  Function: refused('Function("return 1")'),
  'new Function': refused('new Function("a", "return a")'),
  'new Function without arguments': refused('new Function()'),
  'the constructor of a function': refused('(() => 1).constructor("return 1")'),
  GeneratorFunction: refused('Object.getPrototypeOf(function* () {}).constructor("yield 1")'),
  AsyncFunction: refused('Object.getPrototypeOf(async () => {}).constructor("await 1")'),
  'the Function of the guest called by the host': (vm) => {
    const GuestFunction = vm.runInContext('Function', withoutStrings(vm));
    return [attempt(() => GuestFunction('return 1')), attempt(() => new GuestFunction('return 1'))];
  },
});

differential('strings: false allows', {
  runInContext: (vm) => vm.runInContext('1 + 1', withoutStrings(vm)),
  'new Script': (vm) => new vm.Script('f = () => 2; f()').runInContext(withoutStrings(vm)),
  compileFunction: (vm) => vm.compileFunction('return typeof eval', [], { parsingContext: withoutStrings(vm) })(),
  'the Function of the host': (vm) =>
    vm.runInContext('hostFunction("return 3")()', withoutStrings(vm, { hostFunction: Function })),
  'regular expressions and templates': (vm) =>
    vm.runInContext('[new RegExp("a+").test("aa"), `${1}`, JSON.parse("[1]")]', withoutStrings(vm)),
  'catching the error': (vm) =>
    vm.runInContext('try { eval("1") } catch (e) { [e.name, e.message, e instanceof EvalError] }', withoutStrings(vm)),
});

differential('where the option is given', {
  runInNewContext: (vm) =>
    attempt(() => vm.runInNewContext('eval("1")', {}, { contextCodeGeneration: { strings: false } })),
  'script.runInNewContext': (vm) =>
    attempt(() => new vm.Script('eval("1")').runInNewContext({}, { contextCodeGeneration: { strings: false } })),
  omitted: (vm) => vm.runInContext('[eval("1"), new Function("return 2")()]', vm.createContext({}, {})),
  empty: (vm) => vm.runInContext('eval("1")', vm.createContext({}, { codeGeneration: {} })),
  'unknown keys': (vm) => vm.runInContext('eval("1")', vm.createContext({}, { codeGeneration: { other: false } })),
  true: (vm) => vm.runInContext('eval("1")', vm.createContext({}, { codeGeneration: { strings: true, wasm: true } })),
  'of another context': (vm) => {
    withoutStrings(vm);
    return vm.runInContext('eval("1")', vm.createContext());
  },
  'vanilla context': (vm) => {
    const g = vm.createContext(vm.constants.DONT_CONTEXTIFY, { codeGeneration: { strings: false } });
    return attempt(() => vm.runInContext('eval("1")', g));
  },
});

const MODULE = 'new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])';

differential('wasm', {
  allowed: (vm) =>
    vm.runInContext(`new WebAssembly.Module(${MODULE}) instanceof WebAssembly.Module`, vm.createContext()),
  refused: (vm) => {
    const { threw } = attempt(() =>
      vm.runInContext(`new WebAssembly.Module(${MODULE})`, vm.createContext({}, { codeGeneration: { wasm: false } })),
    );
    return [threw.name, threw.message];
  },
  'validate still works': (vm) =>
    vm.runInContext(`WebAssembly.validate(${MODULE})`, vm.createContext({}, { codeGeneration: { wasm: false } })),
  'compile is rejected': (vm) =>
    vm.runInContext(`WebAssembly.compile(${MODULE})`, vm.createContext({}, { codeGeneration: { wasm: false } })).then(
      () => 'compiled',
      (error) => [error.name, error.message],
    ),
  instantiate: (vm) =>
    vm
      .runInContext(
        `WebAssembly.instantiate(${MODULE}).then(({ instance }) => Object.keys(instance.exports).length)`,
        vm.createContext(),
      )
      .then((count) => count),
});
