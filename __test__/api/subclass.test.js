'use strict';

const { test } = require('node:test');
const { assertSame } = require('../helpers/outcome.js');

test('a subclass of Script', () => {
  assertSame((vm) => new (class Sub extends vm.Script {})('1'));
  assertSame((vm) => new (class Sub extends vm.Script {})('1 + 1').runInThisContext());
  assertSame((vm) => new (class Sub extends vm.Script {})('1', 1));
});

test('runInNewContext calls the overridden runInContext', () => {
  assertSame((vm) => {
    const calls = [];
    class Sub extends vm.Script {
      runInContext(context, ...options) {
        calls.push(vm.isContext(context), options);
        return super.runInContext(context, ...options);
      }
    }
    const options = { contextName: 'a' };
    const script = new Sub('a + 1');
    return [script.runInNewContext({ a: 1 }, options), calls];
  });
});

test('runInThisContext does not', () => {
  assertSame((vm) => new (class Sub extends vm.Script {
    runInContext() {
      return 'overridden';
    }
  })('1').runInThisContext());
});

test('an own property in place of a method', () => {
  assertSame((vm) => {
    const script = new vm.Script('1');
    script.runInContext = (...values) => values.length;
    return script.runInNewContext();
  });
});
