'use strict';

// The main context runs in the host's own realm, so its intrinsics are the host's: the two graphs are paired by path
// when the context is made, and a paired object crosses to its pair.

const binding = require('../native');
const { ArrayPrototypeConcat } = require('../primordials');
const { noteExport, privateMap } = require('./tables');

const { getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect;

/** The parts of `pairIntrinsic` in src/api/context.rs. */
const VALUE = 0;
const PROTOTYPE = 1;
const GETTER = 2;
const SETTER = 3;
const GLOBAL = 4;

const globals = [
  'Object', 'Function', 'Array', 'Number', 'parseFloat', 'parseInt', 'Boolean', 'String', 'Symbol', 'Date', 'Promise',
  'RegExp', 'Error', 'AggregateError', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError',
  'URIError', 'JSON', 'Math', 'ArrayBuffer', 'Uint8Array', 'Int8Array', 'Uint16Array', 'Int16Array',
  'Uint32Array', 'Int32Array', 'Float32Array', 'Float64Array', 'Uint8ClampedArray', 'BigUint64Array', 'BigInt64Array',
  'DataView', 'Map', 'BigInt', 'Set', 'WeakMap', 'WeakSet', 'Proxy', 'Reflect', 'FinalizationRegistry', 'WeakRef',
  'decodeURI', 'decodeURIComponent', 'encodeURI', 'encodeURIComponent', 'escape', 'unescape', 'isFinite',
  'isNaN', 'SharedArrayBuffer', 'Atomics',
];

/**
 * Methods that look at a slot of their receiver are not paired: the host's would be applied to a Proxy, which has no
 * slot. What the host gets of them is a view of the guest's.
 */
const lookAtSlots = privateMap();
for (const name of [
  'Date', 'Promise', 'RegExp', 'ArrayBuffer', 'SharedArrayBuffer', 'DataView', 'Map', 'Set', 'WeakMap', 'WeakSet',
  'WeakRef', 'FinalizationRegistry', 'Uint8Array', 'Atomics', 'BigInt', 'Symbol',
]) lookAtSlots.set(name, true);
const sourceText = Function.prototype.toString;

/** Intrinsics that no global leads to: they are prototypes of what one leads to. */
const hidden = [
  { object: getPrototypeOf(Uint8Array), path: ['Uint8Array'] },
  { object: getPrototypeOf(Uint8Array.prototype), path: ['Uint8Array', 'prototype'] },
];

function pairAll(record) {
  // A program may have patched the iterator of arrays and the methods of sets before it first comes here.
  const seen = privateMap();

  function isNew(object) {
    if (seen.has(object)) return false;
    seen.set(object, true);
    return true;
  }

  function pair(object, path, part) {
    const id = binding.pairIntrinsic(record.id, object, path, part);
    if (id >= 0) noteExport(object, id, record);
  }

  function pairFunction(value, path, part, name) {
    if (!isNew(value) || value === sourceText) return;
    // The second key of a path to a method is `prototype`.
    if (path[1] === 'prototype' && lookAtSlots.has(name)) return;
    pair(value, path, part);
  }

  function walk(object, path, name) {
    if (!isNew(object)) return;
    pair(object, path, VALUE);
    const keys = ownKeys(object);
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index];
      const { value, get, set } = getOwnPropertyDescriptor(object, key);
      const inner = ArrayPrototypeConcat(path, [key]);
      if (typeof get === 'function') pairFunction(get, inner, GETTER, name);
      if (typeof set === 'function') pairFunction(set, inner, SETTER, name);
      if (key === 'prototype' && value != null) walk(value, inner, name);
      else if (typeof value === 'function') pairFunction(value, inner, VALUE, name);
    }
  }

  for (let index = 0; index < globals.length; index++) {
    const name = globals[index];
    const value = globalThis[name];
    if (typeof value === 'function' || typeof value === 'object') walk(value, [name], name);
  }
  for (let index = 0; index < hidden.length; index++) {
    const { object, path } = hidden[index];
    if (isNew(object)) pair(object, path, PROTOTYPE);
  }
  pair(globalThis, [], GLOBAL);
}

module.exports = { pairAll };
