'use strict';

// The methods whose results depend on a locale.

const { apply } = Reflect;
const HostDate = Date;

// In the order of src/engine/locale.rs.
const methods = [
  Number.prototype.toLocaleString,
  BigInt.prototype.toLocaleString,
  Date.prototype.toLocaleString,
  Date.prototype.toLocaleDateString,
  Date.prototype.toLocaleTimeString,
  String.prototype.localeCompare,
  String.prototype.toLocaleLowerCase,
  String.prototype.toLocaleUpperCase,
  String.prototype.normalize,
];
const isOfDate = (number) => number >= 2 && number <= 4;

/** Calls a method on a value, or on the date of a time value. */
function callLocaleMethod(number, value, values) {
  return apply(methods[number], isOfDate(number) ? new HostDate(value) : value, values);
}

module.exports = { callLocaleMethod };
