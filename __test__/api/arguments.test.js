'use strict';

// The arguments before the options, given everything that they may get, and the receivers of methods.

const assert = require('node:assert');
const { test } = require('node:test');
const { isProxy } = require('node:util').types;
const { assertSame, nodeVm, recordReads, rvm } = require('../helpers/outcome.js');
const { sampleValues } = require('../helpers/values.js');

function each(check) {
  const { length } = sampleValues();
  for (let index = 0; index < length; index++) {
    check(() => sampleValues()[index], `value ${index}: ${typeof sampleValues()[index]}`);
  }
}

/** Only whether a call succeeded: for values whose result depends on more than the arguments. */
function succeeded(run) {
  run();
  return 'succeeded';
}

test('objects to contextify', () => {
  each((value, message) => {
    assertSame((vm) => {
      const object = value();
      return vm.createContext(object) === object;
    }, message);
    assertSame((vm) => succeeded(() => vm.runInNewContext('1', value())), message);
    assertSame((vm) => succeeded(() => new vm.Script('1').runInNewContext(value())), message);
  });
});

test('contexts', () => {
  each((value, message) => {
    assertSame((vm) => vm.isContext(value()), message);
    assertSame((vm) => vm.runInContext('1', value()), message);
    assertSame((vm) => new vm.Script('1').runInContext(value()), message);
    assertSame((vm) => vm.runInContext(Symbol('not read'), value()), message);
  });
  assertSame((vm) => vm.isContext());
  assertSame((vm) => vm.runInContext('1'));
  assertSame((vm) => vm.createContext('text', { name: 1 }));
});

test('isContext', () => {
  assertSame((vm) => {
    const object = vm.createContext({});
    return [object, {}, [], globalThis, Object.create(object), new Proxy(object, {})].map((one) => vm.isContext(one));
  });
  assertSame((vm) => vm.isContext(vm.createContext(vm.constants.DONT_CONTEXTIFY)));
  assertSame((vm) => {
    const { proxy, reads } = recordReads({});
    const before = vm.isContext(proxy);
    vm.createContext(proxy);
    return [before, vm.isContext(proxy), Reflect.ownKeys(proxy).length, reads.join()];
  });
});

test('an object is contextified once, and options are not read again', () => {
  assertSame((vm) => {
    const object = vm.createContext({});
    return [vm.createContext(object) === object, vm.createContext(object, 'not read') === object];
  });
  assertSame((vm) => {
    const object = {};
    try {
      vm.runInNewContext('a b', object);
    } catch (error) {
      return [error.name, vm.isContext(object)];
    }
  });
  assertSame((vm) => {
    const object = {};
    try {
      new vm.Script('1').runInNewContext(object, 'a file');
    } catch (error) {
      return [error.message, vm.isContext(object)];
    }
  });
});

test('DONT_CONTEXTIFY', () => {
  for (const run of [
    (vm) => vm.runInNewContext('typeof globalThis', vm.constants.DONT_CONTEXTIFY),
    (vm) => new vm.Script('typeof globalThis').runInNewContext(vm.constants.DONT_CONTEXTIFY),
    (vm) => {
      const global = vm.createContext(vm.constants.DONT_CONTEXTIFY);
      return [vm.createContext(global) === global, vm.runInContext('globalThis', global) === global];
    },
    (vm) => vm.createContext(Symbol('vm_context_no_contextify')),
    (vm) => vm.isContext(vm.constants.DONT_CONTEXTIFY),
    (vm) => vm.createContext(vm.constants.DONT_CONTEXTIFY, { name: 1 }),
  ]) {
    assertSame(run);
  }
});

test('code is made a string', () => {
  const codes = [undefined, null, true, 0, -1, 1n, '', 'text = 1', [], ['1 + 1'], Symbol('code'), Object.create(null),
    { toString: () => '2' }, { valueOf: () => 2 }, { [Symbol.toPrimitive]: (hint) => `'${hint}'` },
    { toString() { throw new RangeError('no text'); } }];
  for (const code of codes) {
    assertSame((vm) => vm.runInNewContext(code, {}));
    assertSame((vm) => vm.runInContext(code, vm.createContext()));
    assertSame((vm) => new vm.Script(code).runInNewContext());
  }
  const order = { toString() { throw new RangeError('first'); } };
  assertSame((vm) => new vm.Script(order, 1));
  assertSame((vm) => vm.runInThisContext(order, { timeout: 0 }));
  assertSame((vm) => vm.runInContext(order, {}));
  assertSame((vm) => new vm.Script());
});

test('errors of the compiler win over bad run options', () => {
  const nameOf = (run) => {
    try {
      run();
    } catch (error) {
      return error.name;
    }
  };
  assertSame((vm) => nameOf(() => vm.runInThisContext('a b', { timeout: 'bad' })));
  assertSame((vm) => nameOf(() => vm.runInContext('a b', vm.createContext(), { timeout: 'bad' })));
  assertSame((vm) => nameOf(() => vm.runInNewContext('a b', {}, { timeout: 'bad' })));
  assertSame((vm) => nameOf(() => vm.runInNewContext('a b', {}, { contextName: 1 })));
});

test('compileFunction: code and parameters', () => {
  each((value, message) => {
    assertSame((vm) => typeof vm.compileFunction(value()), message);
    if (!isProxy(value())) { // aborts Node
      assertSame((vm) => typeof vm.compileFunction('', value()), message);
      assertSame((vm) => vm.compileFunction('', [], { contextExtensions: [{}, value() ?? 1] }).length, message);
    }
    if (typeof value() !== 'string' || value() === 'text') { // others are no identifiers and abort Node
      assertSame((vm) => vm.compileFunction('', ['a', value()]).length, message);
    }
    assertSame((vm) => vm.compileFunction('', [], { parsingContext: value() }).length, message);
  });
  assertSame((vm) => vm.compileFunction(1, 1, 1));
  assertSame((vm) => vm.compileFunction('', 1, 1));
  assertSame((vm) => vm.compileFunction('', 1, { filename: 1 }));
  assertSame((vm) => vm.compileFunction('', [1], { contextExtensions: 1 }));
});

test('compileFunction: where Node aborts', () => {
  const isInvalidType = { name: 'TypeError', code: 'ERR_INVALID_ARG_TYPE' };
  assert.throws(() => rvm.compileFunction('', [], { contextExtensions: [null] }), isInvalidType);
  assert.throws(() => rvm.compileFunction('', [], { contextExtensions: new Array(1) }), isInvalidType);
  assert.strictEqual(rvm.compileFunction('return a', new Proxy(['a'], {}))(2), 2);
  const contextExtensions = new Proxy([{ a: 3 }], {});
  assert.strictEqual(rvm.compileFunction('return a', [], { contextExtensions })(), 3);
});

test('receivers of methods', () => {
  const receivers = (vm) => [undefined, null, 1, 'text', {}, [], () => {}, vm.Script, vm.Script.prototype,
    Object.create(vm.Script.prototype), new Proxy(new vm.Script('1'), {})];
  for (let index = 0; index < receivers(nodeVm).length; index++) {
    const call = (vm, method, ...values) => Reflect.apply(method, receivers(vm)[index], values);
    assertSame((vm) => call(vm, vm.Script.prototype.runInThisContext));
    assertSame((vm) => call(vm, vm.Script.prototype.runInThisContext, { timeout: 0 }));
    assertSame((vm) => call(vm, vm.Script.prototype.runInContext, {}));
    assertSame((vm) => call(vm, vm.Script.prototype.runInContext, vm.createContext()));
    assertSame((vm) => call(vm, vm.Script.prototype.runInContext, vm.createContext(), 1));
    assertSame((vm) => call(vm, vm.Script.prototype.createCachedData));
    assertSame((vm) => call(vm, vm.Script.prototype.runInNewContext, 1));
  }
  assertSame((vm) => Object.create(vm.Script.prototype).runInNewContext());
  assertSame((vm) => Object.create(vm.Script.prototype).runInNewContext({}, 1));
});
