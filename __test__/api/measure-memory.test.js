'use strict';

const assert = require('node:assert');
const { spawnSync } = require('node:child_process');
const { test } = require('node:test');
const { rvm } = require('../helpers/outcome.js');

function assertMemory({ jsMemoryEstimate, jsMemoryRange }) {
  assert.strictEqual(typeof jsMemoryEstimate, 'number');
  assert.strictEqual(jsMemoryRange.length, 2);
  const [low, high] = jsMemoryRange;
  assert.ok(low <= high);
}

test('summary', async () => {
  const promise = rvm.measureMemory({ execution: 'eager' });
  assert.ok(promise instanceof Promise);
  const { total, ...rest } = await promise;
  assertMemory(total);
  assert.deepStrictEqual(Object.keys(rest).filter((key) => key !== 'WebAssembly'), []);
});

test('detailed', async () => {
  const context = rvm.createContext({});
  const { total, current, other } = await rvm.measureMemory({ mode: 'detailed', execution: 'eager' });
  assertMemory(total);
  assertMemory(current);
  assert.ok(other.length > 0);
  other.forEach(assertMemory);
  assert.ok(rvm.isContext(context));
});

test('it warns once, before it looks at its options', () => {
  const program = (name) => `const vm = require(${JSON.stringify(name)});
    process.on('warning', ({ name, message, code }) => console.log(name, message, code));
    try { vm.measureMemory(1) } catch (error) { console.log(error.message) }
    try { vm.measureMemory({ mode: 1 }) } catch (error) { console.log(error.message) }
    process.nextTick(console.log, 'end');`;
  const print = (name) => spawnSync(process.execPath, ['--no-warnings', '-e', program(name)], { encoding: 'utf8' });
  const { stdout, stderr, status } = print(require.resolve('../../index.js'));
  assert.deepStrictEqual({ stdout, stderr, status }, { ...pick(print('node:vm')) });
  assert.match(stdout, /vm\.measureMemory is an experimental feature and might change at any time/);
});

function pick({ stdout, stderr, status }) {
  return { stdout, stderr, status };
}
