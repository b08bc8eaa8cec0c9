'use strict';

// The methods whose results depend on a locale: V8's, of a bare realm, whose errors become the guest's.

const nodeVm = require('node:vm');
const { types: { isProxy } } = require('node:util');
const binding = require('../native');
const { privateMap } = require('./tables');

const { apply, getPrototypeOf } = Reflect;
const HostDate = Date;

// In the order of src/engine/locale.rs.
const METHODS = `[
  Number.prototype.toLocaleString, BigInt.prototype.toLocaleString,
  Date.prototype.toLocaleString, Date.prototype.toLocaleDateString, Date.prototype.toLocaleTimeString,
  String.prototype.localeCompare, String.prototype.toLocaleLowerCase, String.prototype.toLocaleUpperCase,
  String.prototype.normalize,
]`;
const isOfDate = (number) => number >= 2 && number <= 4;

const errorNames = privateMap();
let methods;

function makeMethods() {
  const realm = nodeVm.createContext();
  const errors = nodeVm.runInContext('({ RangeError, TypeError })', realm);
  for (const name in errors) errorNames.set(errors[name].prototype, name);
  methods = nodeVm.runInContext(METHODS, realm);
}

/** Calls a method on a value, or on the date of a time value. */
function callLocaleMethod(record, number, value, values) {
  if (methods === undefined) makeMethods();
  try {
    return apply(methods[number], isOfDate(number) ? new HostDate(value) : value, values);
  } catch (error) {
    throw ownError(record, error) ?? error; // node-do-not-add-exception-line
  }
}

/** The guest's error for one that the method itself threw. */
function ownError(record, error) {
  if (typeof error !== 'object' || error === null || isProxy(error)) return undefined;
  const name = errorNames.get(getPrototypeOf(error));
  return name === undefined ? undefined : binding.makeError(record.id, name, error.message);
}

module.exports = { callLocaleMethod };
