'use strict';

// The host's functions that look at a slot of their receiver. A native function of the guest that is called on a
// guest view is answered by the one of the same name; src/membrane/natives.rs pairs them.

const { apply, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect;

const { describe } = require('./data');
const { privateWeakMap } = require('./tables');

const prototypeOf = getPrototypeOf;
const brands = {
  Date: Date.prototype,
  RegExp: RegExp.prototype,
  Map: Map.prototype,
  Set: Set.prototype,
  WeakMap: WeakMap.prototype,
  WeakSet: WeakSet.prototype,
  WeakRef: WeakRef.prototype,
  FinalizationRegistry: FinalizationRegistry.prototype,
  Promise: Promise.prototype,
  Number: Number.prototype,
  String: String.prototype,
  Boolean: Boolean.prototype,
  Symbol: Symbol.prototype,
  BigInt: BigInt.prototype,
  Function: Function.prototype,
  ArrayBuffer: ArrayBuffer.prototype,
  SharedArrayBuffer: SharedArrayBuffer.prototype,
  DataView: DataView.prototype,
  TypedArray: prototypeOf(Uint8Array.prototype),
  Generator: prototypeOf(function* () {}.prototype),
  AsyncGenerator: prototypeOf(async function* () {}.prototype),
  ArrayIterator: prototypeOf([].values()),
  MapIterator: prototypeOf(new Map().values()),
  SetIterator: prototypeOf(new Set().values()),
  StringIterator: prototypeOf(''[Symbol.iterator]()),
  RegExpStringIterator: prototypeOf(''.matchAll(/a/g)),
};

/** Where only these look at a slot; the others go by properties, and the guest's own do that as well. */
const only = {
  RegExp: [
    'exec', 'compile', 'dotAll', 'global', 'hasIndices', 'ignoreCase', 'multiline', 'source', 'sticky', 'unicode',
    'unicodeSets',
  ],
  Promise: ['then'],
  String: ['toString', 'valueOf'],
  Function: ['toString'],
};

/** And where these do not. */
const except = {
  Date: ['toJSON', Symbol.toPrimitive],
};

// What a function makes that must be of the guest's realm; src/membrane/natives.rs has the same numbers.
const NOTHING = 0;
const MATCH = 1;
const MAP_ITERATOR = 2;
const SET_ITERATOR = 3;
const STEP = 4;

/** Iterators whose values are pairs that they make themselves. */
const entryIterators = privateWeakMap();

const isFresh = () => true;

/** The function, giving what its result is made of. */
function taken(value, kind, isEntries) {
  switch (kind) {
    case MATCH:
      return function(text) {
        const match = apply(value, this, [text]);
        return match === null ? null : describe(match, isFresh);
      };
    case STEP:
      return function() {
        const step = apply(value, this, []);
        if (step.done) return [true];
        return entryIterators.has(this) ? [false, step.value[0], step.value[1]] : [false, step.value];
      };
    case NOTHING:
      return value;
    default:
      return function() {
        const iterator = apply(value, this, []);
        if (isEntries) entryIterators.set(iterator, true);
        return iterator;
      };
  }
}

function kindOf(name) {
  if (name === 'RegExp exec') return MATCH;
  if (/^(?:Map|Set|Array|String|RegExpString)Iterator next$/.test(name)) return STEP;
  if (/^Map (?:keys|values|entries|Symbol\(Symbol.iterator\))$/.test(name)) return MAP_ITERATOR;
  if (/^Set (?:keys|values|entries|Symbol\(Symbol.iterator\))$/.test(name)) return SET_ITERATOR;
  return NOTHING;
}

const names = [];
const functions = [];
const made = [];

function add(name, value) {
  if (typeof value !== 'function') return;
  const kind = kindOf(name);
  names.push(name);
  functions.push(taken(value, kind, value.name === 'entries'));
  made.push(kind);
}

for (const [brand, prototype] of Object.entries(brands)) {
  for (const key of ownKeys(prototype)) {
    if (key === 'constructor' || except[brand]?.includes(key) || only[brand]?.includes(key) === false) continue;
    const { value, get, set } = getOwnPropertyDescriptor(prototype, key);
    add(`${brand} ${String(key)}`, value);
    add(`${brand} get ${String(key)}`, get);
    add(`${brand} set ${String(key)}`, set);
  }
}

module.exports = { names, functions, made };
