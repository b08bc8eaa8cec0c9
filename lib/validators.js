'use strict';

// The checks of arguments and options, each with the error that Node throws for it. They take the value and the
// name under which the message speaks of it, and leave themselves out of the error's stack.

const { USE_MAIN_CONTEXT_DEFAULT_LOADER } = require('./constants');
const {
  ERR_INVALID_ARG_TYPE,
  ERR_INVALID_ARG_VALUE,
  ERR_OUT_OF_RANGE,
  hideFrame,
} = require('./errors');
const {
  ArrayBufferIsView,
  ArrayIsArray,
  ArrayPrototypeIncludes,
  ArrayPrototypeJoin,
  ArrayPrototypeMap,
  NumberIsInteger,
} = require('./primordials');

function validateString(value, name) {
  if (typeof value !== 'string') {
    throw hideFrame(new ERR_INVALID_ARG_TYPE(name, 'of type string', value), validateString);
  }
}

function validateBoolean(value, name) {
  if (typeof value !== 'boolean') {
    throw hideFrame(new ERR_INVALID_ARG_TYPE(name, 'of type boolean', value), validateBoolean);
  }
}

function validateFunction(value, name) {
  if (typeof value !== 'function') {
    throw hideFrame(new ERR_INVALID_ARG_TYPE(name, 'of type function', value), validateFunction);
  }
}

function validateImportModuleDynamically(value) {
  if (value !== undefined && value !== USE_MAIN_CONTEXT_DEFAULT_LOADER) {
    validateFunction(value, 'options.importModuleDynamically');
  }
}

/** Objects only: no null, no array, no function. */
function validateObject(value, name) {
  if (typeof value !== 'object' || value === null || ArrayIsArray(value)) {
    throw hideFrame(new ERR_INVALID_ARG_TYPE(name, 'of type object', value), validateObject);
  }
}

function validateObjectOrArray(value, name) {
  if (typeof value !== 'object' || value === null) {
    throw hideFrame(new ERR_INVALID_ARG_TYPE(name, 'of type object', value), validateObjectOrArray);
  }
}

function validateInt32(value, name) {
  validateInteger(value, name, -2147483648, 2147483647, validateInt32);
}

/** A number of milliseconds that fits 32 bits and is not zero. */
function validateTimeout(value, name) {
  validateInteger(value, name, 1, 4294967295, validateTimeout);
}

function validateInteger(value, name, minimum, maximum, hidden) {
  if (typeof value !== 'number') {
    throw hideFrame(new ERR_INVALID_ARG_TYPE(name, 'of type number', value), hidden);
  }
  if (!NumberIsInteger(value)) {
    throw hideFrame(new ERR_OUT_OF_RANGE(name, 'an integer', value), hidden);
  }
  if (value < minimum || value > maximum) {
    throw hideFrame(new ERR_OUT_OF_RANGE(name, `>= ${minimum} && <= ${maximum}`, value), hidden);
  }
}

/** Any view of an array buffer, of any realm. */
function validateBuffer(value, name) {
  if (!ArrayBufferIsView(value)) {
    const expected = 'an instance of Buffer, TypedArray, or DataView';
    throw hideFrame(new ERR_INVALID_ARG_TYPE(name, expected, value), validateBuffer);
  }
}

function validateArray(value, name) {
  if (!ArrayIsArray(value)) {
    throw hideFrame(new ERR_INVALID_ARG_TYPE(name, 'an instance of Array', value), validateArray);
  }
}

function validateOneOf(value, name, allowed) {
  if (!ArrayPrototypeIncludes(allowed, value)) {
    const shown = ArrayPrototypeMap(allowed, (one) => (typeof one === 'string' ? `'${one}'` : String(one)));
    const reason = `must be one of: ${ArrayPrototypeJoin(shown, ', ')}`;
    throw hideFrame(new ERR_INVALID_ARG_VALUE(name, value, reason), validateOneOf);
  }
}

module.exports = {
  validateArray,
  validateBoolean,
  validateBuffer,
  validateFunction,
  validateImportModuleDynamically,
  validateInt32,
  validateObject,
  validateObjectOrArray,
  validateOneOf,
  validateString,
  validateTimeout,
};
