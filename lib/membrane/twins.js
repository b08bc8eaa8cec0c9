'use strict';

// Twins: real host objects of the same brand as the guest object that they stand for. Everything but the slot of the
// brand goes up to the guest object by the twin's prototype, which is the view of the guest's prototype.

const { unpack } = require('./descriptors');
const { privateWeakMap } = require('./tables');

const { construct, defineProperty } = Reflect;
const HostPromise = Promise;
const hostThen = Function.prototype.call.bind(Promise.prototype.then);
const hostErrors = {
  __proto__: null, Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError, AggregateError,
};

/** The record of a twin's context: a twin has no handler to keep it. */
const keptRecords = privateWeakMap();

/** A twin of a promise → how to settle it. */
const resolvers = privateWeakMap();

/** `Reflect.construct` takes the prototype from its third argument: one function for each prototype. */
function newTarget(prototype) {
  const target = function () {};
  target.prototype = prototype;
  return target;
}

function makeErrorTwin(record, details) {
  const { stackTraceLimit } = Error;
  // The stack is the guest's: capturing this one would be lost work.
  Error.stackTraceLimit = 0;
  let twin;
  try {
    const Base = hostErrors[details[0]] ?? Error;
    twin = Base === AggregateError
      ? construct(Base, [[]], newTarget(details[1]))
      : construct(Base, [], newTarget(details[1]));
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  keptRecords.set(twin, record);
  delete twin.stack;
  for (let index = 2; index < details.length; index += 2) {
    defineProperty(twin, details[index], unpack(details[index + 1]));
  }
  return twin;
}

function makePromiseTwin(record, prototype) {
  let settle;
  const executor = (resolve, reject) => {
    settle = { resolve, reject };
  };
  const twin = construct(HostPromise, [executor], newTarget(prototype));
  keptRecords.set(twin, record);
  resolvers.set(twin, settle);
  return twin;
}

/** Rejects the twin of a promise that nobody handles: this is how `process` hears of it. */
function rejectPromise(twin, reason) {
  resolvers.get(twin)?.reject(reason);
}

/** Somebody handles it after all. */
function handleRejection(twin) {
  hostThen(twin, undefined, () => {});
}

module.exports = { handleRejection, makeErrorTwin, makePromiseTwin, rejectPromise };
