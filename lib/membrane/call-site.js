'use strict';

/** A frame of the guest as a `CallSite` for the host's `Error.prepareStackTrace`; made of the parts of a frame of ours. */
class CallSite {
  #text;
  #functionName;
  #typeName;
  #methodName;
  #file;
  #line;
  #column;
  #flags;

  constructor(parts) {
    this.#text = parts[0];
    this.#functionName = parts[1];
    this.#typeName = parts[2];
    this.#methodName = parts[3];
    this.#file = parts[4];
    this.#line = parts[5];
    this.#column = parts[6];
    this.#flags = parts[7];
  }

  getColumnNumber() { return this.#column; }
  getEnclosingColumnNumber() { return this.#column; }
  getEnclosingLineNumber() { return this.#line; }
  getEvalOrigin() { return undefined; }
  getFileName() { return this.#file; }
  getFunction() { return undefined; }
  getFunctionName() { return this.#functionName; }
  getLineNumber() { return this.#line; }
  getMethodName() { return this.#methodName; }
  getPosition() { return 0; }
  getPromiseIndex() { return null; }
  getScriptNameOrSourceURL() { return this.#file; }
  getScriptHash() { return ''; }
  getThis() { return undefined; }
  getTypeName() { return this.#typeName; }
  isAsync() { return (this.#flags & 2) !== 0; }
  isConstructor() { return (this.#flags & 1) !== 0; }
  isEval() { return false; }
  isNative() { return false; }
  isPromiseAll() { return false; }
  isToplevel() { return this.#typeName === null; }
  toString() { return this.#text; }
}

module.exports = { CallSite };
