'use strict';

const assert = require('node:assert');
const { afterEach, test } = require('node:test');
const { assertSame, nodeVm, rvm } = require('../helpers/outcome.js');

afterEach(() => process.removeAllListeners('SIGINT'));

const runs = {
  'script.runInContext': (vm, sandbox, options) =>
    new vm.Script('look()').runInContext(vm.createContext(sandbox), options),
  'script.runInNewContext': (vm, sandbox, options) => new vm.Script('look()').runInNewContext(sandbox, options),
  'runInContext': (vm, sandbox, options) => vm.runInContext('look()', vm.createContext(sandbox), options),
  'runInNewContext': (vm, sandbox, options) => vm.runInNewContext('look()', sandbox, options),
  'runInThisContext': (vm, { look }, options) => {
    globalThis.look = look;
    try {
      return vm.runInThisContext('look()', options);
    } finally {
      delete globalThis.look;
    }
  },
};

for (const [name, run] of Object.entries(runs)) {
  test(`${name}: listeners are set aside while the guest runs, and set again`, () => {
    for (const breakOnSigint of [true, false]) {
      assertSame((vm) => {
        process.removeAllListeners('SIGINT');
        const events = [];
        const first = () => {};
        const second = () => {};
        process.on('SIGINT', first);
        process.once('SIGINT', second);
        const before = process.rawListeners('SIGINT');
        const onNew = (event) => event === 'SIGINT' && events.push('new');
        const onRemove = (event) => event === 'SIGINT' && events.push('remove');
        process.on('newListener', onNew).on('removeListener', onRemove);
        const look = () => process.listenerCount('SIGINT');
        const during = run(vm, { look }, { breakOnSigint });
        process.off('newListener', onNew).off('removeListener', onRemove);
        const after = process.rawListeners('SIGINT');
        return [during, events, after.map((listener, index) => listener === before[index])];
      });
    }
  });

  test(`${name}: listeners are set again after an error`, () => {
    assertSame((vm) => {
      process.removeAllListeners('SIGINT');
      process.on('SIGINT', () => {});
      try {
        run(vm, { look() { throw new RangeError('from the host'); } }, { breakOnSigint: true });
      } catch (error) {
        return [error.message, process.listenerCount('SIGINT')];
      }
    });
  });

  test(`${name}: without listeners none is touched`, () => {
    assertSame((vm) => [
      run(vm, { look: () => process.listenerCount('SIGINT') }, { breakOnSigint: true }),
      process.listenerCount('SIGINT'),
    ]);
  });
}

test('bad options and receivers leave the listeners alone', () => {
  process.on('SIGINT', () => assert.fail());
  const removed = [];
  process.on('removeListener', (event) => removed.push(event));
  for (const vm of [nodeVm, rvm]) {
    assert.throws(() => vm.runInThisContext('1', { breakOnSigint: true, displayErrors: 1 }));
  }
  process.removeAllListeners('removeListener');
  assert.deepStrictEqual(removed, []);
  assert.throws(() => Reflect.apply(rvm.Script.prototype.runInThisContext, {}, [{ breakOnSigint: true }]));
  assert.strictEqual(process.listenerCount('SIGINT'), 1);
});
