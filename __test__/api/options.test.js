'use strict';

// Every option of every function, with every kind of value: which are refused, how, and in which order they are
// read and checked.

const { test } = require('node:test');
const { isProxy } = require('node:util').types;
const { assertSame, nodeVm, recordReads, rvm } = require('../helpers/outcome.js');
const { sampleValues } = require('../helpers/values.js');

const compileOptions = ['filename', 'lineOffset', 'columnOffset', 'cachedData', 'produceCachedData',
  'importModuleDynamically'];
const runOptions = ['timeout', 'displayErrors', 'breakOnSigint'];
const newContextOptions = ['contextName', 'contextOrigin', 'contextCodeGeneration', 'microtaskMode'];
const contextOptions = ['name', 'origin', 'codeGeneration', 'microtaskMode', 'importModuleDynamically'];

const contexts = new Map([nodeVm, rvm].map((vm) => [vm, vm.createContext()]));
const scripts = new Map([nodeVm, rvm].map((vm) => [vm, new vm.Script('1')]));

// Node takes any cached data for a source that it has compiled before in this process.
let sourceCount = 0;
const newSource = () => `1 // ${sourceCount++}`;

/** For each function: the names of its options, and how to call it with options. */
const functions = {
  'new Script': [compileOptions, (vm, options) => new vm.Script(newSource(), options)],
  'createScript': [compileOptions, (vm, options) => vm.createScript(newSource(), options)],
  'script.runInThisContext': [runOptions, (vm, options) => scripts.get(vm).runInThisContext(options)],
  'script.runInContext': [runOptions, (vm, options) => scripts.get(vm).runInContext(contexts.get(vm), options)],
  'script.runInNewContext': [[...newContextOptions, ...runOptions],
    (vm, options) => scripts.get(vm).runInNewContext({}, options)],
  'runInThisContext': [[...compileOptions, ...runOptions], (vm, options) => vm.runInThisContext(newSource(), options)],
  'runInContext': [[...compileOptions, ...runOptions],
    (vm, options) => vm.runInContext(newSource(), contexts.get(vm), options)],
  'runInNewContext': [[...newContextOptions, ...compileOptions, ...runOptions],
    (vm, options) => vm.runInNewContext(newSource(), {}, options)],
  'createContext': [contextOptions, (vm, options) => vm.createContext({}, options)],
  'createContext of a context': [contextOptions, (vm, options) => vm.createContext(vm.createContext(), options)],
  'compileFunction': [[...compileOptions, 'parsingContext', 'contextExtensions'],
    (vm, options) => callable(vm.compileFunction(newSource(), [], options))],
  'measureMemory': [['mode', 'execution'], (vm, options) => {
    vm.measureMemory(options).catch(() => {});
  }],
};

// What a compiled function is, is tested elsewhere; here only that it was compiled, and its data.
function callable(compiled) {
  return [typeof compiled, compiled.cachedDataProduced, compiled.cachedDataRejected, typeof compiled.cachedData];
}

const badValue = Symbol('bad');

function show(value) {
  return typeof value === 'object' ? Object.prototype.toString.call(value) : String(value);
}

for (const [name, [optionNames, call]] of Object.entries(functions)) {
  test(`${name}: options of every kind`, () => {
    for (const value of sampleValues()) {
      assertSame((vm) => call(vm, value), `options = ${show(value)}`);
    }
  });

  test(`${name}: each option with values of every kind`, () => {
    for (const optionName of optionNames) {
      for (const value of sampleValues()) {
        if (optionName === 'contextExtensions' && isProxy(value)) {
          continue; // aborts Node
        }
        assertSame((vm) => call(vm, { [optionName]: value }), `${optionName} = ${show(value)}`);
      }
    }
  });

  test(`${name}: which of two bad options is told`, () => {
    for (const first of optionNames) {
      for (const second of optionNames) {
        assertSame((vm) => call(vm, { [first]: badValue, [second]: badValue }), `${first}, ${second}`);
      }
    }
  });

  test(`${name}: the order in which options are read`, () => {
    const some = [{}, { lineOffset: badValue }, { timeout: badValue }, { contextName: 'a', displayErrors: 1 }];
    for (const values of some) {
      assertSame((vm) => {
        const { proxy, reads } = recordReads(values);
        try {
          call(vm, proxy);
        } catch (error) {
          reads.push(error.message);
        }
        return reads.join('\n');
      });
    }
  });

  // The function of compileFunction is the guest's: what the host adds to Object.prototype is not seen on it yet.
  const todo = name === 'compileFunction' && 'changes of intrinsics do not pass between host and main context yet';
  test(`${name}: inherited options, and those on Object.prototype`, { todo }, () => {
    for (const optionName of optionNames) {
      assertSame((vm) => call(vm, Object.create({ [optionName]: badValue })), optionName);
      for (const options of [[], [{}]]) {
        assertSame((vm) => withPolluted(optionName, () => call(vm, ...options)), `Object.prototype.${optionName}`);
      }
    }
  });

  test(`${name}: an error thrown by a getter is passed on`, () => {
    for (const optionName of optionNames) {
      assertSame((vm) => call(vm, {
        get [optionName]() {
          throw new RangeError(optionName);
        },
      }), optionName);
    }
  });
}

function withPolluted(optionName, run) {
  Object.defineProperty(Object.prototype, optionName, { value: badValue, writable: true, configurable: true });
  try {
    return run();
  } finally {
    delete Object.prototype[optionName];
  }
}

test('code generation options', () => {
  for (const optionName of ['strings', 'wasm']) {
    for (const value of sampleValues()) {
      const codeGeneration = { [optionName]: value };
      assertSame((vm) => vm.createContext({}, { codeGeneration }), `${optionName} = ${show(value)}`);
      assertSame((vm) => vm.runInNewContext(newSource(), {}, { contextCodeGeneration: codeGeneration }), show(value));
    }
  }
  assertSame((vm) => vm.createContext({}, { codeGeneration: { strings: badValue, wasm: badValue } }));
  assertSame((vm) => vm.createContext({}, { codeGeneration: { strings: badValue }, microtaskMode: badValue }));
});

test('getters of options run as often as in Node', () => {
  for (const [name, [optionNames, call]] of Object.entries(functions)) {
    assertSame((vm) => {
      const reads = [];
      const options = {};
      for (const optionName of optionNames) {
        Object.defineProperty(options, optionName, { enumerable: true, get: () => void reads.push(optionName) });
      }
      call(vm, options);
      return reads.join(' ');
    }, name);
  }
});
