'use strict';

// For differential tests: run the same function on `node:vm` and on rvm, and compare what came out.
//
//   assertSame((vm) => vm.runInNewContext('a + 1', { a: 1 }));
//
// What is compared holds across realms and implementations: no identities, no stack frames, no functions' texts.

const assert = require('node:assert');
const nodeVm = require('node:vm');
const rvm = require('../../index.js');

/** What happened when `run` was called, as plain data: `{ returned }` or `{ threw }`, each as `describe` has it. */
function outcome(run) {
  let value;
  try {
    value = run();
  } catch (error) {
    return { threw: describe(error) };
  }
  return { returned: describe(value) };
}

/** A value as plain data: primitives as they are, objects as their kind and their own properties. */
function describe(value, depth = 3) {
  if (typeof value === 'symbol') {
    return String(value);
  }
  if ((typeof value !== 'object' || value === null) && typeof value !== 'function') {
    return value;
  }
  if (isError(value)) {
    return describeError(value);
  }
  const kind = typeof value === 'function' ? 'Function' : Object.prototype.toString.call(value).slice(8, -1);
  if (depth === 0 || ArrayBuffer.isView(value)) {
    return { kind, className: value.constructor?.name };
  }
  const properties = Reflect.ownKeys(value).map((key) => {
    const descriptor = Object.getOwnPropertyDescriptor(value, key);
    for (const field of ['value', 'get', 'set']) {
      if (field in descriptor) {
        descriptor[field] = describe(descriptor[field], depth - 1);
      }
    }
    return [String(key), descriptor];
  });
  return { kind, className: value.constructor?.name, properties };
}

function isError(value) {
  return typeof value.message === 'string' && typeof value.name === 'string' && value.name.endsWith('Error');
}

function describeError(error) {
  return {
    className: error.constructor.name,
    fromHost: error instanceof Error,
    text: String(error),
    stackHeader: String(error.stack).split('\n')[0],
    name: error.name,
    code: error.code,
    message: error.message,
  };
}

/** Calls `run(vm)` with both modules, and asserts that the outcomes are the same. */
function assertSame(run, message) {
  const actual = outcome(() => run(rvm));
  const expected = outcome(() => run(nodeVm));
  try {
    assert.deepStrictEqual(actual, expected);
  } catch (error) {
    error.message = `${message ?? run}\n${error.message}`;
    throw error;
  }
}

/**
 * A Proxy of `object`, and the list in which it notes what is asked of it, as `get name`. What is asked by symbol is
 * left out: Node has private ones.
 */
function recordReads(object) {
  const reads = [];
  const handler = {};
  for (const trap of ['get', 'has', 'ownKeys', 'getOwnPropertyDescriptor', 'getPrototypeOf', 'set', 'defineProperty']) {
    handler[trap] = (target, key, ...rest) => {
      if (typeof key !== 'symbol') {
        reads.push(key === undefined ? trap : `${trap} ${key}`);
      }
      return Reflect[trap](target, ...(key === undefined ? [] : [key, ...rest]));
    };
  }
  return { proxy: new Proxy(object, handler), reads };
}

module.exports = { assertSame, describe, nodeVm, outcome, recordReads, rvm };
