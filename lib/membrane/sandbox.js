'use strict';

// The host's half of the contextified global: what Node's interceptors do to the sandbox. src/engine/global.rs has
// the guest's half and the same numbers.

const { types: { isProxy } } = require('node:util');
const { pack, unpack } = require('./descriptors');

const { isArray } = Array;
const { isView } = ArrayBuffer;
const { is } = Object;
const { defineProperty, deleteProperty, get, getOwnPropertyDescriptor, getPrototypeOf, has, ownKeys, set } = Reflect;

// What the guest says of a name.
const DECLARED = 1;
const READ_ONLY = 2;
const STRICT_NAME = 4;

// What `store` did.
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

/** The property of the sandbox or its chain: undefined, or `[value, flags]`. */
function lookup(sandbox, key) {
  for (let object = sandbox; object !== null; object = getPrototypeOf(object)) {
    if (isProxy(object)) return lookupBeyondProxy(object, key, sandbox);
    const descriptor = getOwnPropertyDescriptor(object, key);
    if (descriptor !== undefined) {
      if (!('value' in descriptor)) return [get(object, key, sandbox), 0];
      const isPlain = object === sandbox && descriptor.writable && !isArray(sandbox) && !isView(sandbox);
      return [descriptor.value, isPlain ? DATA | PLAIN : DATA];
    }
  }
  return undefined;
}

function lookupBeyondProxy(proxy, key, sandbox) {
  const value = get(proxy, key, sandbox);
  return value !== undefined || has(proxy, key) ? [value, 0] : undefined;
}

function find(sandbox, key) {
  for (let object = sandbox; object !== null; object = getPrototypeOf(object)) {
    const descriptor = getOwnPropertyDescriptor(object, key);
    if (descriptor !== undefined) {
      descriptor.isOwn = object === sandbox;
      return descriptor;
    }
    if (isProxy(object)) return undefined;
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
  if (descriptor !== undefined && descriptor.writable === false) return descriptor.isOwn ? REFUSED : STORED;
  const isDeclared = descriptor !== undefined || (flags & DECLARED) !== 0 || isProxy(sandbox);
  if (!isDeclared) {
    if ((flags & STRICT_NAME) !== 0) return NOT_DEFINED;
    if (typeof key === 'symbol') return INNER_ONLY;
  }
  set(sandbox, key, value, sandbox);
  if (isProxy(sandbox)) return STORED_WITH_COPY;
  const own = getOwnPropertyDescriptor(sandbox, key);
  return own !== undefined && !('value' in own) ? STORED : STORED_WITH_COPY;
}

/** False if the sandbox has a fixed property of that name; one that takes no new properties is ignored. */
function defineOnSandbox(sandbox, key, packed) {
  const descriptor = unpack(packed);
  if ('get' in descriptor || 'set' in descriptor) {
    descriptor.get ??= undefined;
    descriptor.set ??= undefined;
  } else if (!('value' in descriptor)) {
    descriptor.value = getOwnPropertyDescriptor(sandbox, key)?.value;
  }
  if (defineProperty(sandbox, key, descriptor)) return true;
  return getOwnPropertyDescriptor(sandbox, key) === undefined;
}

const deleteFromSandbox = (sandbox, key) => deleteProperty(sandbox, key);

function describeSandbox(sandbox, key) {
  const descriptor = getOwnPropertyDescriptor(sandbox, key);
  return descriptor === undefined ? undefined : pack(descriptor);
}

module.exports = { defineOnSandbox, deleteFromSandbox, describeSandbox, lookup, sandboxKeys: ownKeys, store, write };
