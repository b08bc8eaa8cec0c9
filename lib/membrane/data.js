'use strict';

// Fresh arrays and objects as data, from which the guest makes its own; src/membrane/data.rs reads it.

const { getPrototypeOf, ownKeys } = Reflect;
const { isArray } = Array;

const NULL_OBJECT = 0;
const ARRAY = 1;
const OBJECT = 2;

function kindOf(value) {
  if (isArray(value)) return ARRAY;
  return getPrototypeOf(value) === null ? NULL_OBJECT : OBJECT;
}

/** The array or object as `[kind, key, value, ...]`; what is in it is described as well if `isFresh` says so. */
function describe(value, isFresh) {
  const kind = kindOf(value);
  const description = [kind];
  const keys = ownKeys(value);
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index];
    if (kind === ARRAY && key === 'length') continue;
    const inner = value[key];
    const isObject = typeof inner === 'object' && inner !== null;
    description[description.length] = key;
    description[description.length] = isObject && isFresh(inner) ? describe(inner, isFresh) : inner;
  }
  return description;
}

module.exports = { describe };
