'use strict';

// What `cachedData` holds. The engine cannot store compiled code, so the data only names what it was made from:
//
//   magic (4 bytes) | format version (1) | kind (1) | SHA-256 of the source (32)
//
// It is therefore valid in any process, and refused when any byte differs: damaged, cut off, of another kind, or
// made from another source. Accepted or not, the source is what gets compiled.

const { BufferAlloc, TypedArrayPrototypeSet } = require('./primordials');

const magic = [0x52, 0x56, 0x4d, 0x63]; // 'RVMc'
const version = 1;
const headerLength = 6;
const digestLength = 32;
const headers = {
  __proto__: null,
  script: [...magic, version, 1],
  function: [...magic, version, 2],
  module: [...magic, version, 3],
};

/** The cached data of a source; `kind` is 'script', 'function' or 'module'. */
function createCodeCache(kind, source) {
  const { createHash } = require('node:crypto'); // most programs never come here
  const data = BufferAlloc(headerLength + digestLength); // not of the pool, or `data.buffer` would show other data
  TypedArrayPrototypeSet(data, headers[kind]);
  // As UTF-16, or sources that differ in lone surrogates only would have one digest.
  const digest = createHash('sha256').update(source, 'utf16le').digest();
  TypedArrayPrototypeSet(data, digest, headerLength);
  return data;
}

/** Whether `data` (any view of a buffer) is the cached data of this source. */
function acceptsCodeCache(kind, source, data) {
  const { timingSafeEqual } = require('node:crypto');
  try {
    // Not for its timing: it compares the bytes of views of every type and realm.
    return timingSafeEqual(createCodeCache(kind, source), data);
  } catch {
    return false; // another length
  }
}

module.exports = { acceptsCodeCache, createCodeCache };
