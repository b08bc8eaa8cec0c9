'use strict';

const engine = require('./engine');
const { DONT_CONTEXTIFY } = require('./constants');
const { ERR_INVALID_ARG_TYPE } = require('./errors');
const { Importer } = require('./importer');
const { noOptions } = require('./options');
const {
  validateBoolean,
  validateImportModuleDynamically,
  validateObject,
  validateObjectOrArray,
  validateOneOf,
  validateString,
} = require('./validators');

let nextContextNumber = 1;

/** Whether `object` was contextified; the global that the guest sees was not, and neither was a Proxy of `object`. */
function isContext(object) {
  validateObjectOrArray(object, 'object');
  return engine.isContext(object);
}

function validateContext(contextifiedObject) {
  if (!isContext(contextifiedObject)) {
    throw new ERR_INVALID_ARG_TYPE('contextifiedObject', 'an vm.Context', contextifiedObject); // sic
  }
}

/** Contextifies `contextObject` and returns it; with `DONT_CONTEXTIFY` returns the global of a new context. */
function createContext(contextObject = {}, options = noOptions) {
  if (contextObject !== DONT_CONTEXTIFY && isContext(contextObject)) {
    return contextObject;
  }

  validateObject(options, 'options');
  const {
    name = `VM Context ${nextContextNumber++}`,
    origin,
    codeGeneration,
    microtaskMode,
    importModuleDynamically,
  } = options;

  validateString(name, 'options.name');
  if (origin !== undefined) {
    validateString(origin, 'options.origin');
  }
  const { strings, wasm } = readCodeGeneration(codeGeneration);
  validateOneOf(microtaskMode, 'options.microtaskMode', ['afterEvaluate', undefined]);
  validateImportModuleDynamically(importModuleDynamically);

  const importer = Importer.for(importModuleDynamically);
  const context = engine.makeContext(contextObject === DONT_CONTEXTIFY ? undefined : contextObject, {
    __proto__: null,
    name,
    origin,
    strings,
    wasm,
    ownMicrotaskQueue: microtaskMode === 'afterEvaluate',
    importer: importer?.answer,
  });
  if (importer !== undefined) importer.referrer = context;
  return context;
}

function readCodeGeneration(codeGeneration) {
  if (codeGeneration === undefined) {
    return { strings: true, wasm: true };
  }
  validateObject(codeGeneration, 'options.codeGeneration');
  const { strings = true, wasm = true } = codeGeneration;
  validateBoolean(strings, 'options.codeGeneration.strings');
  validateBoolean(wasm, 'options.codeGeneration.wasm');
  return { strings, wasm };
}

module.exports = { createContext, isContext, validateContext };
