'use strict';

// What a program does to the globals after it has loaded rvm does not change how rvm checks its arguments.

const assert = require('node:assert');
const { spawnSync } = require('node:child_process');
const { test } = require('node:test');

// No message here needs util.inspect, which does use patched methods.
const calls = `
  const cached = new vm.Script('1').createCachedData();
  patch();
  const results = [];
  const attempt = (run) => {
    let result;
    try { result = String(run()); } catch (error) { result = error.name + ' ' + error.code + ' ' + error.message; }
    results[results.length] = result;
  };
  attempt(() => new vm.Script('1', { filename: "it's a very long text that is not a number", lineOffset: 'text' }));
  attempt(() => new vm.Script('1', { lineOffset: 2 ** 40 }));
  attempt(() => new vm.Script('1', { cachedData: cached }).cachedDataRejected);
  attempt(() => new vm.Script('"a" //# sourceMappingURL=b').sourceMapURL);
  attempt(() => new vm.Script('1', { cachedData: [] }));
  attempt(() => vm.createContext({}, { name: {} }));
  attempt(() => vm.runInNewContext('1', {}, { contextCodeGeneration: { strings: 1 } }));
  attempt(() => vm.compileFunction('', [1]));
  attempt(() => vm.compileFunction('return a + b', ['a', 'b'], { contextExtensions: [{ c: 1 }] })(1, 2));
  attempt(() => vm.runInThisContext('1', { timeout: 1.5 }));
  attempt(() => vm.runInContext('1', {}));
  attempt(() => vm.measureMemory([]));
  console.log(results);
`;

const patch = `
  const broken = () => { throw new Error('a patched global was used'); };
  const targets = [
    [Array, ['isArray']],
    [Array.prototype, ['includes', 'join', 'map', 'push', 'pop', 'forEach', Symbol.iterator]],
    [ArrayBuffer, ['isView']], [Buffer, ['from', 'concat', 'alloc', 'compare']],
    [Number, ['isInteger']], [Math, ['abs']], [JSON, ['stringify']],
    [Error, ['captureStackTrace']],
    [Function.prototype, ['call', 'apply', 'bind']],
    [RegExp.prototype, ['exec', 'test', Symbol.replace]],
    [String.prototype, ['slice', 'includes', 'indexOf', 'lastIndexOf', 'endsWith', 'split', 'replace']],
    [WeakMap.prototype, ['get', 'set', 'has']],
    [Reflect, ['apply', 'construct', 'get']],
    [Object, ['defineProperty', 'freeze', 'keys']],
  ];
  for (let index = 0; index < targets.length; index++) {
    for (let at = 0; at < targets[index][1].length; at++) targets[index][0][targets[index][1][at]] = broken;
  }
`;

test('patched globals are not used', () => {
  // The program undoes its patches before it prints, for console.log and the run itself are Node's business.
  const program = (body) => `
    const vm = require(${JSON.stringify(require.resolve('../../index.js'))});
    const { defineProperty, getOwnPropertyDescriptors } = Object;
    const { ownKeys } = Reflect;
    const owners = [Array, Array.prototype, ArrayBuffer, Buffer, Number, Math, JSON, Error, Function.prototype,
      RegExp.prototype, String.prototype, WeakMap.prototype, Reflect, Object];
    const originals = owners.map((owner) => getOwnPropertyDescriptors(owner));
    function patch() { ${body} }
    function restore() {
      for (let index = 0; index < owners.length; index++) {
        const keys = ownKeys(originals[index]);
        for (let at = 0; at < keys.length; at++) {
          const original = originals[index][keys[at]];
          if (original.configurable) defineProperty(owners[index], keys[at], original);
        }
      }
    }
    ${calls.replace('console.log(results)', 'restore(); console.log(results)')}`;
  const print = (body) => {
    const values = ['--no-warnings', '-e', program(body)];
    const { stdout, stderr } = spawnSync(process.execPath, values, { encoding: 'utf8' });
    return stdout + stderr;
  };
  const expected = print('');
  assert.match(expected, /ERR_OUT_OF_RANGE/);
  assert.strictEqual(print(patch), expected);
});
