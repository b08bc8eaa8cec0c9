'use strict';

// Property descriptors as they cross: `[flags, value or getter, setter]`. src/membrane/host.rs has the same bits.

const WRITABLE = 1;
const HAS_WRITABLE = 2;
const ENUMERABLE = 4;
const HAS_ENUMERABLE = 8;
const CONFIGURABLE = 16;
const HAS_CONFIGURABLE = 32;
const HAS_VALUE = 64;
const HAS_GET = 128;
const HAS_SET = 256;

function pack(descriptor) {
  let flags = 0;
  if ('writable' in descriptor) flags |= HAS_WRITABLE | (descriptor.writable ? WRITABLE : 0);
  if ('enumerable' in descriptor) flags |= HAS_ENUMERABLE | (descriptor.enumerable ? ENUMERABLE : 0);
  if ('configurable' in descriptor) flags |= HAS_CONFIGURABLE | (descriptor.configurable ? CONFIGURABLE : 0);
  if ('get' in descriptor || 'set' in descriptor) {
    if ('get' in descriptor) flags |= HAS_GET;
    if ('set' in descriptor) flags |= HAS_SET;
    return [flags, descriptor.get, descriptor.set];
  }
  if ('value' in descriptor) flags |= HAS_VALUE;
  return [flags, descriptor.value, undefined];
}

function unpack(packed) {
  const flags = packed[0];
  const descriptor = {};
  if (flags & HAS_VALUE) descriptor.value = packed[1];
  if (flags & HAS_GET) descriptor.get = packed[1];
  if (flags & HAS_SET) descriptor.set = packed[2];
  if (flags & HAS_WRITABLE) descriptor.writable = (flags & WRITABLE) !== 0;
  if (flags & HAS_ENUMERABLE) descriptor.enumerable = (flags & ENUMERABLE) !== 0;
  if (flags & HAS_CONFIGURABLE) descriptor.configurable = (flags & CONFIGURABLE) !== 0;
  return descriptor;
}

module.exports = { pack, unpack };
