'use strict';

const engine = require('./engine');
const { acceptsCodeCache, createCodeCache } = require('./code-cache');
const { isContext } = require('./context');
const { ERR_INVALID_ARG_TYPE } = require('./errors');
const { Importer } = require('./importer');
const { noOptions } = require('./options');
const { ArrayPrototypePush } = require('./primordials');
const {
  validateArray,
  validateBoolean,
  validateBuffer,
  validateImportModuleDynamically,
  validateInt32,
  validateObject,
  validateString,
} = require('./validators');

/** Compiles `code` as the body of a function with these parameters, without running it. */
function compileFunction(code, params, options = noOptions) {
  validateString(code, 'code');
  validateObject(options, 'options');
  const parameterNames = params === undefined ? [] : copyChecked(params, 'params', validateString);

  const {
    filename = '',
    columnOffset = 0,
    lineOffset = 0,
    cachedData,
    produceCachedData = false,
    parsingContext,
    contextExtensions = [],
    importModuleDynamically,
  } = options;

  validateString(filename, 'options.filename');
  validateInt32(columnOffset, 'options.columnOffset');
  validateInt32(lineOffset, 'options.lineOffset');
  if (cachedData !== undefined) {
    validateBuffer(cachedData, 'options.cachedData');
  }
  validateBoolean(produceCachedData, 'options.produceCachedData');
  if (parsingContext !== undefined) {
    validateParsingContext(parsingContext);
  }
  // Node lets null pass here and then aborts.
  const extensions = copyChecked(contextExtensions, 'options.contextExtensions', validateObject);
  validateImportModuleDynamically(importModuleDynamically);

  const importer = Importer.for(importModuleDynamically, filename);
  const compiled = engine.compileFunction( // node-do-not-add-exception-line
    code, filename, lineOffset, columnOffset, parameterNames, parsingContext ?? null, extensions, importer?.answer,
  );
  if (importer !== undefined) importer.referrer = compiled;
  if (produceCachedData) {
    compiled.cachedDataProduced = true;
    compiled.cachedData = createCodeCache('function', code);
  }
  if (cachedData !== undefined) {
    compiled.cachedDataRejected = !acceptsCodeCache('function', code, cachedData);
  }
  return compiled;
}

function validateParsingContext(parsingContext) {
  if (typeof parsingContext !== 'object' || parsingContext === null || !isContext(parsingContext)) {
    throw new ERR_INVALID_ARG_TYPE('options.parsingContext', 'an instance of Context', parsingContext);
  }
}

/** An array with the elements of `array`, each read once: what was checked is what the engine gets. */
function copyChecked(array, name, validate) {
  validateArray(array, name);
  const copy = [];
  for (let index = 0; index < array.length; index++) {
    const element = array[index];
    validate(element, `${name}[${index}]`);
    ArrayPrototypePush(copy, element);
  }
  return copy;
}

module.exports = { compileFunction };
