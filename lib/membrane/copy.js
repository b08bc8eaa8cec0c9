'use strict';

// Deep copies of values: in plain host objects, for what refuses a Proxy (structuredClone, postMessage), and in objects
// of a guest's own realm, for messages that it gets.

const { types } = require('node:util');
const binding = require('../native');
const { kindOf } = require('./kind-of');
const kinds = require('./kinds');
const { exportIds } = require('./tables');

const { construct, defineProperty, getOwnPropertyDescriptor, ownKeys } = Reflect;

const names = [
  'Object', 'Array', 'Date', 'RegExp', 'Map', 'Set', 'ArrayBuffer', 'Error', 'EvalError', 'RangeError',
  'ReferenceError', 'SyntaxError', 'TypeError', 'URIError', 'AggregateError',
];

/** The classes of the host as they were when rvm was loaded. */
const hostClasses = { __proto__: null };
for (const name of names) hostClasses[name] = globalThis[name];

/** The classes of a guest, whatever its global says. */
const guestClasses = (record) => new Proxy({ __proto__: null }, {
  get: (_, name) => binding.guestPath(record.id, [name]),
});

/**
 * Copies what a guest made into objects of the host: arrays, plain objects, maps, sets, dates, regular expressions,
 * errors and boxed primitives; cycles and shared references are kept. Functions, promises, what holds a state that
 * cannot be read and host objects that contain nothing of a guest's stay what they are. `copies` has what is to stand
 * for a value, and gets all copies.
 */
const toHost = (value, copies) => copy(value, { classes: hostClasses, isForeign: isOfGuest, copies });

/** Copies what V8 made of a message into objects of a guest. */
const toGuest = (value, record, copies) =>
  copy(value, { classes: guestClasses(record), isForeign: () => true, copies });

const isOfGuest = (value) => exportIds.has(value);

function copy(value, order) {
  if (typeof value !== 'object' || value === null) return value;
  const known = order.copies.get(value);
  if (known !== undefined) return known;
  const blank = blankFor(value, order);
  if (blank === undefined) {
    order.copies.set(value, value);
    return value;
  }
  order.copies.set(value, blank);
  fill(blank, value, order);
  return blank;
}

/** An empty object of the same kind; undefined for what is not copied. */
function blankFor(value, { classes, isForeign }) {
  const make = (name, ...values) => construct(classes[name], values);
  if (Array.isArray(value)) return make('Array', value.length);
  if (types.isNativeError(value)) return isForeign(value) ? blankError(value, make) : undefined;
  if (types.isDate(value)) return make('Date', +value);
  if (types.isRegExp(value)) return make('RegExp', value.source, value.flags);
  if (types.isMap(value)) return make('Map');
  if (types.isSet(value)) return make('Set');
  if (types.isBoxedPrimitive(value)) return make('Object', value.valueOf());
  if (types.isArrayBufferView(value) || types.isAnyArrayBuffer(value) || types.isPromise(value)) return undefined;
  if (isForeign(value)) return isOpaque(value) ? undefined : make('Object');
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null ? make('Object') : undefined;
}

function isOpaque(value) {
  switch (kindOf(value)) {
    case kinds.WEAK_MAP:
    case kinds.WEAK_SET:
    case kinds.MAP_ITERATOR:
    case kinds.SET_ITERATOR:
    case kinds.GENERATOR: return true;
    default: return false;
  }
}

function blankError(value, make) {
  const name = value.name in hostClasses && value.name.endsWith('Error') ? value.name : 'Error';
  return name === 'AggregateError' ? make(name, []) : make(name);
}

function fill(blank, value, order) {
  if (types.isMap(value)) {
    for (const [key, entry] of value) blank.set(copy(key, order), copy(entry, order));
  } else if (types.isSet(value)) {
    for (const entry of value) blank.add(copy(entry, order));
  }
  const isError = types.isNativeError(value);
  for (const key of ownKeys(value)) {
    const descriptor = getOwnPropertyDescriptor(value, key);
    if (descriptor === undefined || (!descriptor.enumerable && !isError)) continue;
    if (Array.isArray(value) && key === 'length') continue;
    defineProperty(blank, key, {
      value: copy(value[key], order),
      writable: true,
      enumerable: descriptor.enumerable,
      configurable: true,
    });
  }
}

module.exports = { toGuest, toHost };
