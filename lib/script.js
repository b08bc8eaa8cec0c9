'use strict';

const engine = require('./engine');
const { acceptsCodeCache, createCodeCache } = require('./code-cache');
const { createContext, validateContext } = require('./context');
const { ContextifyScript, getHandle, setCompiled } = require('./contextify-script');
const { Importer } = require('./importer');
const { noOptions, readNewContextOptions, readRunOptions } = require('./options');
const { restoreSigintListeners, setAsideSigintListeners } = require('./sigint');
const { findSourceMapURL } = require('./source-map-url');
const {
  validateBoolean,
  validateBuffer,
  validateImportModuleDynamically,
  validateInt32,
  validateObject,
  validateString,
} = require('./validators');

/** The key under which `vm.runInContext` tells the constructor in which context errors of the compiler belong. */
const parsingContextKey = Symbol('script parsing context');

const nothingSetAside = [];

class Script extends ContextifyScript {
  constructor(code, options = noOptions) {
    code = `${code}`;
    if (typeof options === 'string') {
      options = { filename: options };
    } else {
      validateObject(options, 'options');
    }

    const {
      filename = 'evalmachine.<anonymous>',
      lineOffset = 0,
      columnOffset = 0,
      cachedData,
      produceCachedData = false,
      importModuleDynamically,
      [parsingContextKey]: parsingContext = null,
    } = options;

    validateString(filename, 'options.filename');
    validateInt32(lineOffset, 'options.lineOffset');
    validateInt32(columnOffset, 'options.columnOffset');
    if (cachedData !== undefined) {
      validateBuffer(cachedData, 'options.cachedData');
    }
    validateBoolean(produceCachedData, 'options.produceCachedData');
    validateImportModuleDynamically(importModuleDynamically);

    super();
    const importer = Importer.for(importModuleDynamically, filename);
    if (importer !== undefined) importer.referrer = this;
    const handle = engine.compileScript( // node-do-not-add-exception-line
      code, filename, lineOffset, columnOffset, parsingContext, importer?.answer,
    );
    setCompiled(this, handle, code);

    if (cachedData !== undefined) {
      this.cachedDataRejected = !acceptsCodeCache('script', code, cachedData);
    }
    if (produceCachedData) {
      this.cachedData = createCodeCache('script', code);
      this.cachedDataProduced = true;
    }
    this.sourceMapURL = findSourceMapURL(code);
  }

  runInThisContext(options) {
    const { timeout, displayErrors, breakOnSigint } = readRunOptions(options);
    const handle = getHandle(this);
    const listeners = breakOnSigint ? setAsideSigintListeners() : nothingSetAside;
    try {
      return engine.runScript(handle, null, timeout, displayErrors, breakOnSigint); // node-do-not-add-exception-line
    } finally {
      restoreSigintListeners(listeners);
    }
  }

  runInContext(contextifiedObject, options) {
    validateContext(contextifiedObject);
    const { timeout, displayErrors, breakOnSigint } = readRunOptions(options);
    const handle = getHandle(this);
    const listeners = breakOnSigint ? setAsideSigintListeners() : nothingSetAside;
    try {
      return engine.runScript( // node-do-not-add-exception-line
        handle, contextifiedObject, timeout, displayErrors, breakOnSigint,
      );
    } finally {
      restoreSigintListeners(listeners);
    }
  }

  runInNewContext(contextObject, options) {
    const context = createContext(contextObject, readNewContextOptions(options));
    return this.runInContext(context, options);
  }
}

// Undocumented in Node, but used. The functions of the module call it too, so that stacks show it as Node's do.
function createScript(code, options) {
  return new Script(code, options);
}

module.exports = { Script, createScript, parsingContextKey };
