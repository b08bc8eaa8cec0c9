'use strict';

// The main context runs in the host's own realm, so its intrinsics are the host's: the two graphs are paired by path
// when the context is made, and a paired object crosses to its pair. Of objects the host's has the properties, and
// the guest's follows it (src/membrane/intrinsics.rs).

const binding = require('../native');
const {
  ArrayPrototypeConcat, FunctionPrototypeToString, StringPrototypeEndsWith, StringPrototypeIndexOf,
} = require('../primordials');
const { pack, unpack } = require('./descriptors');
const { noteExport, privateMap, privateWeakMap } = require('./tables');

const { defineProperty, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect;

/** The parts of `pairIntrinsic` in src/api/context.rs. */
const VALUE = 0;
const GETTER = 1;
const SETTER = 2;

const globals = [
  'Object', 'Function', 'Array', 'Number', 'parseFloat', 'parseInt', 'Boolean', 'String', 'Symbol', 'Date', 'Promise',
  'RegExp', 'Error', 'AggregateError', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError',
  'URIError', 'JSON', 'Math', 'ArrayBuffer', 'Uint8Array', 'Int8Array', 'Uint16Array', 'Int16Array',
  'Uint32Array', 'Int32Array', 'Float32Array', 'Float64Array', 'Uint8ClampedArray', 'BigUint64Array', 'BigInt64Array',
  'DataView', 'Map', 'BigInt', 'Set', 'WeakMap', 'WeakSet', 'Proxy', 'Reflect', 'FinalizationRegistry', 'WeakRef',
  'decodeURI', 'decodeURIComponent', 'encodeURI', 'encodeURIComponent', 'escape', 'unescape', 'isFinite',
  'isNaN', 'SharedArrayBuffer', 'Atomics', 'eval',
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

/** The globals, before a program can have replaced one that it did not replace before it loaded rvm. */
const namespaces = [];
for (const name of globals) namespaces.push(globalThis[name]);

const typedArray = getPrototypeOf(Uint8Array.prototype);
const generator = getPrototypeOf(function* () {});
const asyncGenerator = getPrototypeOf(async function* () {});
const asyncFunction = getPrototypeOf(async () => {});
const arrayIterator = getPrototypeOf([][Symbol.iterator]());

/** Intrinsics that no global leads to, with the path to the guest's from a prototype that has a name in the binding. */
const hidden = [
  [typedArray, ['%TypedArray%']],
  [typedArray.constructor, ['%TypedArray%', 'constructor']],
  [asyncFunction, ['%AsyncFunction%']],
  [asyncFunction.constructor, ['%AsyncFunction%', 'constructor']],
  [generator.prototype, ['%Generator%']],
  [generator, ['%Generator%', 'constructor']],
  [generator.constructor, ['%Generator%', 'constructor', 'constructor']],
  [asyncGenerator.prototype, ['%AsyncGenerator%']],
  [asyncGenerator, ['%AsyncGenerator%', 'constructor']],
  [asyncGenerator.constructor, ['%AsyncGenerator%', 'constructor', 'constructor']],
  [getPrototypeOf(asyncGenerator.prototype), ['%AsyncGenerator%', '__proto__']],
  [arrayIterator, ['%ArrayIterator%']],
  [getPrototypeOf(arrayIterator), ['%ArrayIterator%', '__proto__']],
  [getPrototypeOf(new Map().values()), ['%MapIterator%']],
  [getPrototypeOf(new Set().values()), ['%SetIterator%']],
  [getPrototypeOf(''[Symbol.iterator]()), ['%StringIterator%']],
  [getPrototypeOf(''.matchAll(/a/g)), ['%RegExpStringIterator%']],
];

/** Objects of pairs that the guest's follow → what they had when they were paired. */
const originals = privateWeakMap();

const nativeEnd = '() { [native code] }';

/** Whether a function is V8's own: a program may have replaced one before it first comes here. */
function isNative(value) {
  const text = FunctionPrototypeToString(value);
  return StringPrototypeEndsWith(text, nativeEnd) &&
    StringPrototypeIndexOf(text, '(') === text.length - nativeEnd.length;
}

const isObject = (value) => typeof value === 'function' || (typeof value === 'object' && value !== null);

function isBuiltIn({ value, get, set }) {
  if (isObject(value)) return typeof value === 'object' || isNative(value);
  return isObject(get) && isNative(get) && (set === undefined || isNative(set));
}

/** Has the guest's object of a pair follow the host's, and notes what both have now. */
function follow(object, id) {
  const guestKeys = binding.watchIntrinsic(id);
  const inGuest = privateMap();
  for (let index = 0; index < guestKeys.length; index++) inGuest.set(guestKeys[index], true);
  const original = { keys: ownKeys(object), added: [], inGuest, builtIns: privateMap() };
  for (let index = 0; index < original.keys.length; index++) {
    const key = original.keys[index];
    const descriptor = getOwnPropertyDescriptor(object, key);
    if (!inGuest.has(key)) original.added[original.added.length] = key;
    else if (isBuiltIn(descriptor)) original.builtIns.set(key, descriptor);
  }
  originals.set(object, original);
}

/** A property of a followed object: undefined, its attributes if it has its built-in value still, or all of it. */
function describeIntrinsic(object, key) {
  const descriptor = getOwnPropertyDescriptor(object, key);
  if (descriptor === undefined) return undefined;
  const packed = pack(descriptor);
  const builtIn = originals.get(object).builtIns.get(key);
  const isUnchanged = builtIn !== undefined && builtIn.value === descriptor.value && builtIn.get === descriptor.get &&
    builtIn.set === descriptor.set;
  return isUnchanged ? packed[0] : packed;
}

/** The keys of a followed object that the guest's own object does not have; undefined if there are none. */
function addedKeys(object) {
  const { keys: before, added: addedBefore, inGuest } = originals.get(object);
  const keys = ownKeys(object);
  let added = addedBefore;
  let index = 0;
  while (index < keys.length && keys[index] === before[index]) index++;
  if (index < keys.length || keys.length !== before.length) {
    added = [];
    for (index = 0; index < keys.length; index++) {
      if (!inGuest.has(keys[index])) added[added.length] = keys[index];
    }
  }
  return added.length === 0 ? undefined : added;
}

/** Defines a property; one that is put back has its built-in value again, which need not be paired. */
function defineOnIntrinsic(object, key, packed, isPutBack) {
  const descriptor = unpack(packed);
  const builtIn = isPutBack ? originals.get(object).builtIns.get(key) : undefined;
  if (builtIn !== undefined) {
    if ('value' in builtIn) {
      descriptor.value = builtIn.value;
    } else {
      descriptor.get = builtIn.get;
      descriptor.set = builtIn.set;
    }
  }
  return defineProperty(object, key, descriptor);
}

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
    return id;
  }

  function pairFunction(value, path, part, name) {
    if (!isNew(value) || value === sourceText || !isNative(value)) return;
    // The second key of a path to a method is `prototype`.
    if (path[1] === 'prototype' && lookAtSlots.has(name)) return;
    pair(value, path, part);
  }

  function walk(object, path, name) {
    if (!isNew(object)) return;
    const id = pair(object, path, VALUE);
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
    followed[followed.length] = { object, id };
  }

  // The guest's objects follow only when all are paired: what crosses before must not ask the host.
  const followed = [];
  for (let index = 0; index < globals.length; index++) {
    const value = namespaces[index];
    const isReplaced = typeof value === 'function' && !isNative(value);
    if (isObject(value) && !isReplaced) walk(value, [globals[index]], globals[index]);
  }
  for (let index = 0; index < hidden.length; index++) {
    const object = hidden[index][0];
    if (isNew(object)) followed[followed.length] = { object, id: pair(object, hidden[index][1], VALUE) };
  }
  for (let index = 0; index < followed.length; index++) {
    const { object, id } = followed[index];
    if (id >= 0) follow(object, id);
  }
  noteExport(globalThis, binding.pairGlobal(record.id, globalThis), record);
}

module.exports = { addedKeys, defineOnIntrinsic, describeIntrinsic, pairAll };
