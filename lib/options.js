'use strict';

// Options that several functions share, read and checked in Node's order.

const {
  validateBoolean,
  validateObject,
  validateString,
  validateTimeout,
} = require('./validators');
const { ObjectFreeze } = require('./primordials');

/** The default of every `options`: null-prototype, so that nothing put on `Object.prototype` becomes an option. */
const noOptions = ObjectFreeze({ __proto__: null });

/** What the three `run` methods of a script read; without a timeout `timeout` is -1. */
function readRunOptions(options = noOptions) {
  validateObject(options, 'options');
  const timeout = readTimeout(options);
  const { displayErrors = true, breakOnSigint = false } = options;
  validateBoolean(displayErrors, 'options.displayErrors');
  validateBoolean(breakOnSigint, 'options.breakOnSigint');
  return { timeout, displayErrors, breakOnSigint };
}

/** The same for the evaluation of a module. */
function readEvaluateOptions(options) {
  validateObject(options, 'options');
  const timeout = readTimeout(options);
  const { breakOnSigint = false } = options;
  validateBoolean(breakOnSigint, 'options.breakOnSigint');
  return { timeout, breakOnSigint };
}

function readTimeout({ timeout }) {
  if (timeout === undefined) return -1;
  validateTimeout(timeout, 'options.timeout');
  return timeout;
}

/**
 * The options for `createContext` in the options of `runInNewContext`, where they have longer names. Node reads
 * `microtaskMode` and `contextCodeGeneration` more than once, and getters of a program can see that.
 */
function readNewContextOptions(options) {
  if (!options) {
    return {};
  }
  const contextOptions = {
    name: options.contextName,
    origin: options.contextOrigin,
    codeGeneration: undefined,
    microtaskMode: options.microtaskMode,
  };
  if (contextOptions.name !== undefined) {
    validateString(contextOptions.name, 'options.contextName');
  }
  if (contextOptions.origin !== undefined) {
    validateString(contextOptions.origin, 'options.contextOrigin');
  }
  if (options.contextCodeGeneration !== undefined) {
    validateObject(options.contextCodeGeneration, 'options.contextCodeGeneration');
    const { strings, wasm } = options.contextCodeGeneration;
    if (strings !== undefined) {
      validateBoolean(strings, 'options.contextCodeGeneration.strings');
    }
    if (wasm !== undefined) {
      validateBoolean(wasm, 'options.contextCodeGeneration.wasm');
    }
    contextOptions.codeGeneration = { strings, wasm };
  }
  if (options.microtaskMode !== undefined) {
    validateString(options.microtaskMode, 'options.microtaskMode');
  }
  return contextOptions;
}

module.exports = { noOptions, readEvaluateOptions, readNewContextOptions, readRunOptions };
