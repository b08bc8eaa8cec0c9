'use strict';

// The host's functions that look at a slot of their receiver. A native function of the guest that is called on a
// guest view is answered by the one of the same name; src/membrane/natives.rs pairs them.

const { getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect;

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

const names = [];
const functions = [];

function add(name, value) {
  if (typeof value !== 'function') return;
  names.push(name);
  functions.push(value);
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

module.exports = { names, functions };
