'use strict';

// V8 ends the process where it compiles a regular expression and no stack is left for it. A guest can bring the host's
// stack to its end, so rvm's own functions on the way between the sides use none.

const assert = require('node:assert');
const { test } = require('node:test');

const used = [];
for (const key of ['exec', Symbol.match, Symbol.matchAll, Symbol.replace, Symbol.search, Symbol.split]) {
  const method = RegExp.prototype[key];
  RegExp.prototype[key] = function(...args) {
    used.push(this.source);
    return Reflect.apply(method, this, args);
  };
}

// rvm takes the methods as they are when it is loaded.
const vm = require('../../index.js');

/** The regular expressions that a function makes use of. */
function usedBy(run) {
  used.length = 0;
  run();
  return [...new Set(used)];
}

test('they are counted', () => {
  assert.deepStrictEqual(usedBy(() => 'a'.replace(/a/, '')), ['a']);
});

test('no regular expression is used between the sides', () => {
  const context = vm.createContext({
    host: (depth) => (depth === 0 ? null.x : context.guest(depth - 1)),
    get read() { throw new TypeError('from a getter'); },
    date: new Date(0),
    Base: class Base {},
  });
  vm.runInContext('function guest(depth) { return host(depth) }', context);
  assert.deepStrictEqual(usedBy(() => {
    assert.throws(() => context.host(3), TypeError);
    vm.runInContext('try { host(3) } catch (error) { error.stack }', context);
    vm.runInContext('try { read } catch (error) { error.stack }', context);
    vm.runInContext('String(date) + new Date(1e12) + date.toLocaleString() + Date.parse("1 Jan 2001 10:00 CEST")', context);
    vm.runInContext('class Sub extends Base { get x() { return this.y.z } }; try { new Sub().x } catch (e) { e.stack }', context);
    vm.runInThisContext('[[1].map((x) => x), new Map([[1, 2]]), JSON.stringify({ a: 1 }), `${new Error().stack}`]');
    vm.runInThisContext('(function f() { try { null.x } catch (error) { return error.stack } })')();
    vm.runInNewContext('Promise.reject(new Error()).catch((error) => error.stack)');
  }), []);
});
