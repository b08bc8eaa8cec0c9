'use strict';

// Plain properties of host objects, which are read and written without running code; src/membrane/plain.rs remembers
// them while nothing else can change them.

const { isProxy } = require('./is-proxy');
const { overwrite } = require('./sandbox');
const { records } = require('./tables');

const { isView } = ArrayBuffer;
const { getOwnPropertyDescriptor } = Reflect;

/** The value of a plain property, as `[value]`. A contextified object is remembered by its global. */
function readPlain(object, key) {
  // What shares its memory changes at any time.
  if (isProxy(object) || isView(object) || records.has(object)) return undefined;
  const own = getOwnPropertyDescriptor(object, key);
  return own !== undefined && 'value' in own ? [own.value] : undefined;
}

/** Gives a plain property its new value; false where that may be more than a store. */
const writePlain = (object, key, value) => !records.has(object) && overwrite(object, key, value);

module.exports = { readPlain, writePlain };
