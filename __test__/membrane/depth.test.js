'use strict';

// A guest function and a host function that call each other use the host's own stack at every level.

const assert = require('node:assert');
const { test } = require('node:test');
const vm = require('../../index.js');

const LEVELS = 2000;

test('a guest and a host function call each other many levels deep', () => {
  const context = vm.createContext({ host: (level) => (level === 0 ? 0 : context.guest(level - 1) + 1) });
  vm.runInContext('function guest(level) { return host(level) }', context);
  assert.strictEqual(context.host(LEVELS), LEVELS);
});

test('too deep is a RangeError that either side can catch, and nothing is lost', () => {
  const context = vm.createContext({ host: () => context.guest() });
  vm.runInContext('function guest() { return host() }', context);
  assert.throws(() => context.host(), { name: 'RangeError' });
  assert.strictEqual(vm.runInContext('try { host(); false } catch (error) { error.name }', context), 'RangeError');
  assert.strictEqual(vm.runInContext('1 + 1', context), 2);
});
