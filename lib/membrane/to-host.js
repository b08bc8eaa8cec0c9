'use strict';

// `toHost(value)`: a deep copy in plain host objects, for what refuses a Proxy (structuredClone, postMessage).

const { types } = require('node:util');
const { exportIds } = require('./tables');

const { defineProperty, getOwnPropertyDescriptor, ownKeys } = Reflect;
const errorClasses = {
  __proto__: null, Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError, AggregateError,
};

/**
 * Copies what a guest made into objects of the host: arrays, plain objects, maps, sets, dates, regular expressions,
 * errors and boxed primitives; cycles and shared references are kept. Functions, promises and host objects that
 * contain nothing of a guest's stay what they are.
 */
function toHost(value) {
  return copy(value, new Map());
}

function copy(value, copies) {
  if (typeof value !== 'object' || value === null) return value;
  const known = copies.get(value);
  if (known !== undefined) return known;
  const blank = blankFor(value);
  if (blank === undefined) {
    copies.set(value, value);
    return value;
  }
  copies.set(value, blank);
  fill(blank, value, copies);
  return blank;
}

/** An empty host object of the same kind; undefined for what is not copied. */
function blankFor(value) {
  const isGuest = exportIds.has(value);
  if (Array.isArray(value)) return new Array(value.length);
  if (types.isNativeError(value)) return isGuest ? blankError(value) : undefined;
  if (types.isDate(value)) return new Date(+value);
  if (types.isRegExp(value)) return new RegExp(value.source, value.flags);
  if (types.isMap(value)) return new Map();
  if (types.isSet(value)) return new Set();
  if (types.isBoxedPrimitive(value)) return Object(value.valueOf());
  if (types.isArrayBufferView(value) || types.isAnyArrayBuffer(value) || types.isPromise(value)) return undefined;
  if (isGuest) return {};
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null ? {} : undefined;
}

function blankError(value) {
  const Base = errorClasses[value.name] ?? Error;
  return Base === AggregateError ? new Base([]) : new Base();
}

function fill(blank, value, copies) {
  if (types.isMap(blank)) {
    for (const [key, entry] of value) blank.set(copy(key, copies), copy(entry, copies));
  } else if (types.isSet(blank)) {
    for (const entry of value) blank.add(copy(entry, copies));
  }
  const isError = types.isNativeError(blank);
  for (const key of ownKeys(value)) {
    const descriptor = getOwnPropertyDescriptor(value, key);
    if (descriptor === undefined || (!descriptor.enumerable && !isError)) continue;
    if (Array.isArray(blank) && key === 'length') continue;
    defineProperty(blank, key, {
      value: copy(value[key], copies),
      writable: true,
      enumerable: descriptor.enumerable,
      configurable: true,
    });
  }
}

module.exports = { toHost };
