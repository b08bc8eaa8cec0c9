'use strict';

// `util.inspect` skips the traps of a Proxy and prints its target, but first it looks there for a method under a
// registered symbol. A hidden one hands it a true picture: a host object of the same shape with the same properties.

const binding = require('../native');
const { unpack } = require('./descriptors');

const { defineProperty, deleteProperty, setPrototypeOf } = Reflect;
const custom = Symbol.for('nodejs.util.inspect.custom');

/** Gives a target the hidden method. */
function inspectable(target, handler) {
  defineProperty(target, custom, { value: () => pictureOf(target, handler), configurable: true });
  return target;
}

function blank(target, handler) {
  if (Array.isArray(target)) return [];
  if (typeof target !== 'function') return {};
  const source = String(binding.functionSource(handler.id));
  if (source.startsWith('class')) return class {};
  if (source.startsWith('async')) return source.includes('*') ? async function* () {} : async () => {};
  return /^function\s*\*/.test(source) ? function* () {} : () => {};
}

function pictureOf(target, handler) {
  const guestCustom = binding.get(handler.id, custom, undefined);
  if (typeof guestCustom === 'function') return handler.view;
  const picture = blank(target, handler);
  for (const key of Reflect.ownKeys(picture)) deleteProperty(picture, key);
  for (const key of binding.ownKeys(handler.id)) {
    const packed = binding.getOwnPropertyDescriptor(handler.id, key);
    if (packed !== undefined) defineProperty(picture, key, { ...unpack(packed), configurable: true });
  }
  setPrototypeOf(picture, binding.getPrototypeOf(handler.id));
  return picture;
}

module.exports = { inspectable };
