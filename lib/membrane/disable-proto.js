'use strict';

// `node --disable-proto=delete` or `=throw` is for every realm of the process, those of guests too.

const nodeVm = require('node:vm');
const binding = require('../native');
const { codedError } = require('./errors');

const { defineProperty, deleteProperty, getOwnPropertyDescriptor } = Reflect;

const INTACT = 'intact';
const DELETED = 'deleted';
const THROWING = 'throwing';

/** What has become of an accessor `__proto__`; of V8's own the getter has that name. */
function stateOf(descriptor) {
  if (descriptor === undefined) return DELETED;
  return descriptor.get?.name === 'get __proto__' ? INTACT : THROWING;
}

/** The option is not told to programs: a fresh realm of Node shows it. Not needed where the host's own is intact. */
function findState() {
  if (stateOf(getOwnPropertyDescriptor(Object.prototype, '__proto__')) === INTACT) return INTACT;
  return stateOf(nodeVm.runInNewContext('Object.getOwnPropertyDescriptor(Object.prototype, "__proto__")'));
}

let state;

/** Makes `Object.prototype.__proto__` of a new context what it is in Node's. */
function disableProto(record) {
  state ??= findState();
  if (state === INTACT) return;
  const prototype = binding.guestPath(record.id, ['Object', 'prototype']);
  if (state === DELETED) {
    deleteProperty(prototype, '__proto__');
    return;
  }
  const refuse = () => {
    const message = 'Accessing Object.prototype.__proto__ has been disallowed with --disable-proto=throw';
    throw codedError(record, 'ERR_PROTO_ACCESS', message);
  };
  defineProperty(prototype, '__proto__', { get: refuse, set: refuse, enumerable: false, configurable: true });
}

module.exports = { disableProto };
