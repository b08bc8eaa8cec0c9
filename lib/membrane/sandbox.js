'use strict';

// The host's half of the contextified global: what Node's interceptors do to the sandbox. src/engine/global has
// the guest's half and the same numbers.

const { types: { isArgumentsObject } } = require('node:util');
const { pack, unpack } = require('./descriptors');
const { isProxy } = require('./is-proxy');
const { exportIds, viewsOfProxies } = require('./tables');

const { isArray } = Array;
const { isView } = ArrayBuffer;
const { is } = Object;
const { defineProperty, deleteProperty, get, getOwnPropertyDescriptor, getPrototypeOf, ownKeys, set } = Reflect;

// What the guest says of a name.
const DECLARED = 1;
const READ_ONLY = 2;
const STRICT_NAME = 4;

// What `store` did; the first is said of an accessor of the sandbox, which keeps the value to itself.
const STORED = 0;
const STORED_WITH_COPY = 1;
const INNER_ONLY = 2;
const NOT_DEFINED = 3;
const REFUSED = 4;
/** Added: the sandbox has the value as a data property of its own now, and no code ran. */
const QUIET = 8;

// What `lookup` says of a property: it was read without running code; it can be written so.
const DATA = 1;
const PLAIN = 2;

/** A Proxy of the program's; a view of a guest object is an ordinary object. */
const isTrapped = (object) => isProxy(object) && (!exportIds.has(object) || viewsOfProxies.has(object));

/**
 * The property of the sandbox or its chain: `[value, flags]`, or undefined; null where that holds for now only. What a
 * guest object has does: the guest can change it without a crossing.
 */
function lookup(sandbox, key) {
  let isOfGuest = false;
  for (let object = sandbox; object !== null; object = getPrototypeOf(object)) {
    if (isTrapped(object)) return lookupBeyondProxy(object, key, sandbox);
    isOfGuest ||= isProxy(object);
    const descriptor = getOwnPropertyDescriptor(object, key);
    if (descriptor !== undefined) {
      if (!('value' in descriptor)) return [get(object, key, sandbox), 0];
      if (isOfGuest) return [descriptor.value, 0];
      const isPlain = object === sandbox && descriptor.writable && !isArray(sandbox) && !isView(sandbox);
      return [descriptor.value, isPlain ? DATA | PLAIN : DATA];
    }
  }
  return isOfGuest ? null : undefined;
}

/**
 * V8 takes every name for found where a Proxy has a `get` trap and looks through one that has none. Which it is
 * cannot be seen from here: a value counts as found, and so does `undefined` where the Proxy tells of a property.
 */
function lookupBeyondProxy(proxy, key, sandbox) {
  const value = get(proxy, key, sandbox);
  return value !== undefined || sandboxHas(proxy, key) ? [value, 0] : undefined;
}

/** Whether a sandbox or its chain has a property; never by a `has` trap, which V8 does not ask. */
function sandboxHas(sandbox, key) {
  for (let object = sandbox; object !== null; object = getPrototypeOf(object)) {
    if (getOwnPropertyDescriptor(object, key) !== undefined) return true;
  }
  return false;
}

function find(sandbox, key) {
  for (let object = sandbox; object !== null; object = getPrototypeOf(object)) {
    const descriptor = getOwnPropertyDescriptor(object, key);
    if (descriptor !== undefined) {
      descriptor.isOwn = object === sandbox;
      return descriptor;
    }
    if (isTrapped(object)) return undefined;
  }
  return undefined;
}

function write(sandbox, key, value) {
  sandbox[key] = value;
}

/** Gives a writable data property of an ordinary object its new value: the usual store, in which no code runs. */
function overwrite(sandbox, key, value) {
  if (isProxy(sandbox) || isArray(sandbox) || isView(sandbox)) return false;
  const own = getOwnPropertyDescriptor(sandbox, key);
  if (own === undefined || own.writable !== true) return false;
  sandbox[key] = value;
  return is(sandbox[key], value);
}

function store(sandbox, key, value, flags) {
  if ((flags & READ_ONLY) === 0 && overwrite(sandbox, key, value)) return STORED_WITH_COPY | QUIET;
  const descriptor = find(sandbox, key);
  if ((flags & READ_ONLY) !== 0) return REFUSED;
  // A strict store to a name must find it in the end: on the sandbox itself or on the inner global.
  const inner = (flags & (STRICT_NAME | DECLARED)) === STRICT_NAME ? NOT_DEFINED : INNER_ONLY;
  if (descriptor !== undefined && descriptor.writable === false) return descriptor.isOwn ? REFUSED : inner;
  const isDeclared = descriptor !== undefined || (flags & DECLARED) !== 0 || isTrapped(sandbox);
  if (!isDeclared && ((flags & STRICT_NAME) !== 0 || typeof key === 'symbol')) return inner;
  set(sandbox, key, value, sandbox);
  if (isTrapped(sandbox)) return STORED_WITH_COPY;
  const own = getOwnPropertyDescriptor(sandbox, key);
  if (own === undefined) return inner;
  return 'value' in own ? STORED_WITH_COPY : STORED;
}

/** What the sandbox refuses is ignored: the guest judges by the property that was there. */
function defineOnSandbox(sandbox, key, packed) {
  const descriptor = unpack(packed);
  if ('get' in descriptor || 'set' in descriptor) {
    descriptor.get ??= undefined;
    descriptor.set ??= undefined;
  } else if (!('value' in descriptor)) {
    descriptor.value = getOwnPropertyDescriptor(sandbox, key)?.value;
  }
  defineProperty(sandbox, key, descriptor);
}

const deleteFromSandbox = (sandbox, key) => deleteProperty(sandbox, key);

function describeSandbox(sandbox, key) {
  const descriptor = getOwnPropertyDescriptor(sandbox, key);
  return descriptor === undefined ? undefined : pack(descriptor);
}

/** Whether the sandbox itself has a name. V8 does not ask a Proxy. */
function sandboxHasOwn(sandbox, key) {
  if (isTrapped(sandbox)) return false;
  return getOwnPropertyDescriptor(sandbox, key) !== undefined;
}

/** What V8 calls a sandbox that is more than a plain object: the tag of the global. Nothing of the host's runs. */
function globalTag(sandbox) {
  if (isArgumentsObject(sandbox)) return 'Arguments';
  for (let object = sandbox; object !== null && !isTrapped(object); object = getPrototypeOf(object)) {
    // A `constructor` of the sandbox itself is data.
    const constructor = object === sandbox ? undefined : getOwnPropertyDescriptor(object, 'constructor')?.value;
    if (typeof constructor === 'function' && !isTrapped(constructor)) {
      const name = getOwnPropertyDescriptor(constructor, 'name')?.value;
      return name === 'Object' || typeof name !== 'string' || name === '' ? undefined : name;
    }
  }
  return undefined;
}

module.exports = {
  defineOnSandbox, deleteFromSandbox, describeSandbox, globalTag, lookup, overwrite, sandboxHas, sandboxHasOwn,
  sandboxKeys: ownKeys, store, write,
};
