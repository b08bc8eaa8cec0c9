'use strict';

// Twins: real host objects of the same brand as the guest object that they stand for. The prototype of a twin is the
// view of the guest's prototype, so what the twin does not have itself goes up to the guest.

const { types: { isNativeError } } = require('node:util');
const { tagOf } = require('./classify');
const makeArguments = require('./arguments');
const { unpack } = require('./descriptors');
const { isProxy } = require('./is-proxy');
const { exportIds, importIds, noteTwin, privateWeakMap } = require('./tables');

const {
  construct, defineProperty, deleteProperty, getPrototypeOf, ownKeys, preventExtensions, setPrototypeOf,
} = Reflect;
const uncurryThis = (method) => Function.prototype.call.bind(method);
// The classes as they were when rvm was loaded.
const {
  AggregateError, ArrayBuffer, DataView, Date, Error, Map, Promise, RegExp, Set, SharedArrayBuffer,
} = globalThis;
const HostObject = Object;
const HostPromise = Promise;
const hostThen = uncurryThis(Promise.prototype.then);
const mapSet = uncurryThis(Map.prototype.set);
const setAdd = uncurryThis(Set.prototype.add);
const hostErrors = {
  __proto__: null, Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError, AggregateError,
};

// Brands of the objects whose state moves into the twin; src/membrane/moved.rs has the same numbers.
const DATE = 0;
const REGEXP = 1;
const MAP = 2;
const SET = 3;
const BOXED = 4;
const ARGUMENTS = 6;

/** In the order of src/membrane/bytes.rs. */
const typedArrays = [
  Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array,
  Float64Array, BigInt64Array, BigUint64Array,
];

/** A twin of a promise → how to settle it. */
const resolvers = privateWeakMap();

/** A prototype → the function that makes `Reflect.construct` take it. */
const newTargets = privateWeakMap();

/**
 * A view of arguments, or one that is above objects of this side → what `Object.prototype.toString` calls those. Above
 * a Proxy, V8 forgets the slot of the object, and asks the Proxy for a tag as if that were the receiver.
 */
const twinTags = privateWeakMap();

function newTarget(prototype, Base) {
  let target = newTargets.get(prototype);
  if (target === undefined) {
    target = function () {};
    target.prototype = prototype;
    newTargets.set(prototype, target);
    noteTag(prototype, Base.prototype instanceof Error ? 'Error' : Base.name);
  }
  return target;
}

/** For the first Proxy of a chain. */
function noteTag(prototype, tag) {
  let link = prototype;
  while (link !== null && !isProxy(link)) link = getPrototypeOf(link);
  if (link !== null) twinTags.set(link, tag);
}

/** `Reflect.construct` for the guest, whose class may have a view as the prototype of what is made. */
function constructHost(target, values, newTarget) {
  const object = construct(target, values, newTarget);
  if (newTarget !== target && !isProxy(object)) {
    const tag = tagOf(object);
    if (tag !== undefined) noteTag(getPrototypeOf(object), tag);
  }
  return object;
}

/** An object of a class of the host, with another prototype from the start. */
function make(Base, values, prototype) {
  if (prototype !== null) return construct(Base, values, newTarget(prototype, Base));
  const object = construct(Base, values);
  setPrototypeOf(object, null);
  return object;
}

function makeErrorTwin(prototype, name) {
  const { stackTraceLimit } = Error;
  // The stack is the guest's: capturing this one would be lost work.
  Error.stackTraceLimit = 0;
  let twin;
  try {
    const Base = hostErrors[name] ?? Error;
    twin = make(Base, Base === AggregateError ? [[]] : [], prototype);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  // The guest's own stack, and the errors of an aggregate, come with the other own properties, in their order.
  delete twin.stack;
  delete twin.errors;
  return twin;
}

function makeRegExpTwin(prototype, source, flags) {
  try {
    return make(RegExp, [source, flags], prototype);
  } catch {
    // Not every pattern of the engine is one of V8's.
    return undefined;
  }
}

/** Boxed symbols and bigints have no constructor that takes a prototype. */
function makeBoxedTwin(prototype, value) {
  const twin = HostObject(value);
  setPrototypeOf(twin, prototype);
  noteTag(prototype, getPrototypeOf(HostObject(value)).constructor.name);
  return twin;
}

function makeArgumentsTwin(prototype) {
  const twin = makeArguments();
  const keys = ownKeys(twin);
  for (let index = 0; index < keys.length; index++) deleteProperty(twin, keys[index]);
  setPrototypeOf(twin, prototype);
  noteTag(prototype, 'Arguments');
  return twin;
}

/** The twin of a guest object whose state moves into it; undefined if the host can have no such object. */
function makeMovedTwin(brand, details) {
  switch (brand) {
    case DATE: return make(Date, [details[1]], details[0]);
    case REGEXP: return makeRegExpTwin(details[0], details[1], details[2]);
    case MAP: return make(Map, [], details[0]);
    case SET: return make(Set, [], details[0]);
    case BOXED: return makeBoxedTwin(details[0], details[1]);
    case ARGUMENTS: return makeArgumentsTwin(details[0]);
    default: return makeErrorTwin(details[0], details[1]);
  }
}

/** Gives a twin what the guest object held: entries, and own properties as `key, descriptor` in turn. */
function fillTwin(twin, brand, entries, properties, extensible) {
  if (brand === MAP) {
    for (let index = 0; index < entries.length; index += 2) mapSet(twin, entries[index], entries[index + 1]);
  } else if (brand === SET) {
    for (let index = 0; index < entries.length; index++) setAdd(twin, entries[index]);
  }
  for (let index = 0; index < properties.length; index += 2) {
    defineProperty(twin, properties[index], unpack(properties[index + 1]));
  }
  if (!extensible) preventExtensions(twin);
}

// No destructuring of arrays here: it would go by an iterator that a program can change.
const makeBufferTwin = (details) => make(ArrayBuffer, [details[1]], details[0]);
const makeSharedBufferTwin = (details) => make(SharedArrayBuffer, [details[1]], details[0]);

function makeTypedArrayTwin(details) {
  return make(typedArrays[details[1]], [details[2], details[3], details[4]], details[0]);
}

function makeDataViewTwin(details) {
  return make(DataView, [details[2], details[3], details[4]], details[0]);
}

function makePromiseTwin(prototype) {
  let settle;
  const executor = (resolve, reject) => {
    settle = { resolve, reject };
  };
  const twin = make(HostPromise, [executor], prototype);
  resolvers.set(twin, settle);
  return twin;
}

/** Rejects the twin of a promise that nobody handles: this is how `process` hears of it. */
function rejectPromise(twin, reason) {
  resolvers.get(twin)?.reject(reason);
}

/** The host's own `then` on a twin. */
function thenOfTwin(twin, onFulfilled, onRejected) {
  // It asks the promise for its class, and the twin would ask the guest.
  const isPlain = defineProperty(twin, 'constructor', { value: HostPromise, configurable: true });
  hostThen(twin, onFulfilled, onRejected);
  if (isPlain) deleteProperty(twin, 'constructor');
}

/** Somebody handles it after all. */
function handleRejection(twin) {
  thenOfTwin(twin, undefined, () => {});
}

/** A promise of this side that ends as a twin does. */
function follow(twin) {
  return new HostPromise((resolve, reject) => thenOfTwin(twin, resolve, reject));
}

const { then, catch: catchOf } = Promise.prototype;

/** Which of the methods that take handlers a function is: 1 is `then`, 2 is `catch`, 0 none. */
function promiseMethod(value) {
  if (value === then) return 1;
  return value === catchOf ? 2 : 0;
}

function settlePromise(twin, fulfilled, value) {
  const settle = resolvers.get(twin);
  if (settle === undefined) return;
  if (fulfilled) {
    settle.resolve(value);
  } else {
    handleRejection(twin);
    settle.reject(value);
  }
}

/** The class and message of an error of the host that has not crossed: a built-in function has just made it. */
function ownError(error) {
  if (!isNativeError(error) || importIds.has(error) || exportIds.has(error)) return undefined;
  const prototype = getPrototypeOf(error);
  for (const name in hostErrors) {
    if (hostErrors[name].prototype === prototype) return [name, error.message];
  }
  return undefined;
}

/** Makes the twin of a guest object whose state moves into it, and notes what it stands for. */
function makeTwin(record, id, brand, details) {
  const twin = makeMovedTwin(brand, details);
  if (twin !== undefined) noteTwin(twin, id, record);
  return twin;
}

module.exports = {
  constructHost, fillTwin, follow, handleRejection, hostThen, makeBufferTwin, makeDataViewTwin, makePromiseTwin,
  makeSharedBufferTwin, makeTwin, makeTypedArrayTwin, noteTag, ownError, promiseMethod, rejectPromise, settlePromise,
  twinTags,
};
