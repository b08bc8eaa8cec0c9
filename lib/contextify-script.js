'use strict';

const engine = require('./engine');
const { createCodeCache } = require('./code-cache');
const { validateContext } = require('./context');
const { hideFrame } = require('./errors');
const { validateBoolean, validateTimeout } = require('./validators');

let setCompiled;
let getHandle;

/**
 * The base class of `Script`, which in Node is native. It keeps what was compiled, and can be reached only as the
 * prototype of `Script`.
 */
class ContextifyScript {
  #handle;
  #source;

  static {
    setCompiled = (script, handle, source) => {
      script.#handle = handle;
      script.#source = source;
    };
    getHandle = (script) => {
      const handle = typeof script === 'object' && script !== null && #handle in script ? script.#handle : undefined;
      if (handle === undefined) { // also of a class that extends this one and not `Script`
        throw hideFrame(new TypeError('Illegal invocation'), getHandle);
      }
      return handle;
    };
  }

  constructor() {
    if (new.target === ContextifyScript) {
      throw new TypeError('Illegal constructor');
    }
  }

  createCachedData() {
    getHandle(this);
    return createCodeCache('script', this.#source);
  }

  // The positional form that Node's own methods call. Where Node aborts on wrong arguments, this throws.
  runInContext(contextifiedObject = null, timeout = -1, displayErrors = true, breakOnSigint = false) {
    const handle = getHandle(this);
    if (contextifiedObject !== null) {
      validateContext(contextifiedObject);
    }
    if (timeout !== -1) {
      validateTimeout(timeout, 'timeout');
    }
    validateBoolean(displayErrors, 'displayErrors');
    validateBoolean(breakOnSigint, 'breakOnSigint');
    return engine.runScript( // node-do-not-add-exception-line
      handle, contextifiedObject, timeout, displayErrors, breakOnSigint,
    );
  }
}

// As native methods they are enumerable in Node, and come before `constructor`.
delete ContextifyScript.prototype.constructor;
Object.defineProperties(ContextifyScript.prototype, {
  createCachedData: { enumerable: true },
  runInContext: { enumerable: true },
  constructor: { value: ContextifyScript, writable: true, configurable: true },
});

module.exports = { ContextifyScript, getHandle, setCompiled };
