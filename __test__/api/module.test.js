'use strict';

// The shape of the module object, of the class Script, and of what they make.

const assert = require('node:assert');
const { execFileSync } = require('node:child_process');
const { test } = require('node:test');
const { inspect } = require('node:util');
const { assertSame, describe, nodeVm, rvm } = require('../helpers/outcome.js');

/** Own keys of a function in order, and all about each that can be seen. */
function shape(object) {
  return Reflect.ownKeys(object).map((key) => {
    const { value, get, set, ...flags } = Object.getOwnPropertyDescriptor(object, key);
    return [key, flags, typeof value, value?.name, value?.length];
  });
}

const functionNames = Object.keys(nodeVm).filter((key) => /^[a-z]/.test(key) && key !== 'constants');

/** The module without what Node has under a flag only, or not at all. */
function withoutMore() {
  const { Module, SourceTextModule, SyntheticModule, toHost, ...rest } = rvm;
  return rest;
}

test('exports are those of node:vm, in the same order, then the classes of modules and toHost', () => {
  const more = ['Module', 'SourceTextModule', 'SyntheticModule', 'toHost'];
  assert.deepStrictEqual(Object.keys(rvm), [...Object.keys(nodeVm), ...more]);
  assert.strictEqual(Object.getPrototypeOf(rvm), Object.prototype);
  assert.ok(Object.isExtensible(rvm));
  assert.deepStrictEqual(shape(withoutMore()), shape({ ...nodeVm }));
});

test('functions have the own properties that they have in Node', () => {
  for (const name of functionNames) {
    assertSame((vm) => shape(vm[name]), name);
    assertSame((vm) => shape(vm[name].prototype), name);
  }
});

test('functions can be called with new', () => {
  const object = {};
  assert.strictEqual(new rvm.createContext(object), object);
  assert.ok(new rvm.createScript('1') instanceof rvm.Script);
});

test('constants are those of node:vm', () => {
  assert.deepStrictEqual(rvm.constants, nodeVm.constants);
  assert.strictEqual(Object.getPrototypeOf(rvm.constants), null);
  assert.ok(Object.isFrozen(rvm.constants));
  assertSame((vm) => vm.constants);
});

test('the class Script', () => {
  assertSame((vm) => shape(vm.Script));
  assertSame((vm) => shape(vm.Script.prototype));
  for (const key of ['runInThisContext', 'runInContext', 'runInNewContext']) {
    assertSame((vm) => shape(vm.Script.prototype[key]), key);
  }
  assertSame((vm) => vm.Script('1'));
  assertSame((vm) => new vm.Script.prototype.runInContext());
});

test('the base class of Script', () => {
  assertSame((vm) => shape(Object.getPrototypeOf(vm.Script).prototype));
  assertSame((vm) => {
    const { name, length } = Object.getPrototypeOf(vm.Script);
    return { name, length };
  });
  assertSame((vm) => Object.getPrototypeOf(vm.Script.prototype) === Object.getPrototypeOf(vm.Script).prototype);
  // Node aborts on these.
  const Base = Object.getPrototypeOf(rvm.Script);
  assert.throws(() => Base(), TypeError);
  assert.throws(() => new Base('1'), TypeError);
  const { runInContext } = Base.prototype;
  const script = new rvm.Script('1');
  assert.strictEqual(runInContext.call(script), 1);
  assert.throws(() => new (class extends Base {})().runInContext(), { message: 'Illegal invocation' });
  assert.throws(() => runInContext.call({}), { name: 'TypeError', message: 'Illegal invocation' });
  assert.throws(() => runInContext.call(script, 1), { code: 'ERR_INVALID_ARG_TYPE' });
  assert.throws(() => runInContext.call(script, {}), { code: 'ERR_INVALID_ARG_TYPE' });
  assert.throws(() => runInContext.call(script, null, 0), { code: 'ERR_OUT_OF_RANGE' });
  assert.throws(() => runInContext.call(script, null, -1, 1), { code: 'ERR_INVALID_ARG_TYPE' });
});

test('scripts', () => {
  assertSame((vm) => new vm.Script('1'));
  assertSame((vm) => String(new vm.Script('1')));
  assertSame((vm) => Object.isExtensible(new vm.Script('1')));
  assertSame((vm) => {
    const keys = [];
    for (const key in new vm.Script('1')) {
      keys.push(key);
    }
    return keys;
  });
});

test('util.inspect', () => {
  assert.strictEqual(inspect(withoutMore()), inspect({ ...nodeVm }));
  assertSame((vm) => inspect(new vm.Script('1')));
  assertSame((vm) => inspect(new (class Sub extends vm.Script {})('1')));
  assertSame((vm) => inspect(vm.Script.prototype));
});

test('named exports can be imported', () => {
  const program = `import * as named from ${JSON.stringify(require.resolve('../../index.js'))};
    console.log(Object.keys(named).sort().join());`;
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
  assert.strictEqual(printed.trim(), [...Object.keys(rvm), 'default'].sort().join());
});

test('toHost', () => {
  assert.strictEqual(typeof rvm.toHost, 'function');
  assert.deepStrictEqual(describe(rvm.toHost(1)), 1);
});
