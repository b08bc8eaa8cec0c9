'use strict';

const { types } = require('node:util');

// What a host object is to the guest; src/membrane/guest_view.rs has the same numbers.
const OBJECT = 0;
const FUNCTION = 1;
const ARRAY = 3;
const ERROR = 4;
const BOOLEAN = 5;
const NUMBER = 6;
const STRING = 7;
const DATE = 8;
const REGEXP = 9;
const ARGUMENTS = 10;
const ARRAY_BUFFER = 11;
const SHARED_ARRAY_BUFFER = 12;
const TYPED_ARRAY = 13;
const DATA_VIEW = 14;

const { isArray } = Array;
const { construct } = Reflect;
const {
  isArgumentsObject, isArrayBuffer, isBooleanObject, isDataView, isDate, isNativeError, isNumberObject, isRegExp,
  isSharedArrayBuffer, isStringObject, isTypedArray,
} = types;
const constructible = { __proto__: null, construct: () => ({}) };

/** A Proxy has [[Construct]] when its target has one: the trap answers without running the target. */
function isConstructor(value) {
  try {
    construct(new Proxy(value, constructible), []);
    return true;
  } catch {
    return false;
  }
}

function classify(value) {
  if (typeof value === 'function') return FUNCTION;
  if (isArray(value)) return ARRAY;
  if (isNativeError(value)) return ERROR;
  if (isTypedArray(value)) return TYPED_ARRAY;
  if (isArrayBuffer(value)) return ARRAY_BUFFER;
  if (isDate(value)) return DATE;
  if (isRegExp(value)) return REGEXP;
  if (isArgumentsObject(value)) return ARGUMENTS;
  if (isBooleanObject(value)) return BOOLEAN;
  if (isNumberObject(value)) return NUMBER;
  if (isStringObject(value)) return STRING;
  if (isDataView(value)) return DATA_VIEW;
  if (isSharedArrayBuffer(value)) return SHARED_ARRAY_BUFFER;
  return OBJECT;
}

const typedArrayName = Function.prototype.call.bind(
  Reflect.getOwnPropertyDescriptor(Reflect.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get,
);

/** What `Object.prototype.toString` finds in a slot; undefined where there is none to be looked at. */
function tagOf(value) {
  if (typeof value === 'function') return 'Function';
  if (isArray(value)) return 'Array';
  if (isNativeError(value)) return 'Error';
  if (isDate(value)) return 'Date';
  if (isRegExp(value)) return 'RegExp';
  if (isBooleanObject(value)) return 'Boolean';
  if (isNumberObject(value)) return 'Number';
  if (isStringObject(value)) return 'String';
  return typedArrayName(value);
}

module.exports = { classify, isConstructor, tagOf };
