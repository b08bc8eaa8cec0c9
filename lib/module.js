'use strict';

// The base class of modules: what every module has, its states, and its evaluation. How far a module has got is the
// engine's to say.

const { inspect } = require('node:util');
const engine = require('./engine');
const {
  ERR_INVALID_ARG_TYPE,
  ERR_INVALID_THIS,
  ERR_VM_MODULE_ALREADY_LINKED,
  ERR_VM_MODULE_STATUS,
  hideFrame,
  nativeError,
} = require('./errors');
const { hasModuleRequests, hasReceiverErrors } = require('./node-version');
const { noOptions, readEvaluateOptions } = require('./options');
const { ObjectDefineProperty, ObjectGetPrototypeOf, ObjectHasOwn, ObjectSetPrototypeOf } = require('./primordials');
const { validateFunction, validateObject, validateString } = require('./validators');
const { emitExperimentalWarning } = require('./warning');

const statuses = ['unlinked', 'linking', 'linked', 'evaluating', 'evaluated', 'errored'];

/** The key under which a subclass tells the base class how the engine makes its module. */
const makeHandle = Symbol('module handle');

/** The method of each subclass that answers the requests of a module. */
const answerRequests = Symbol('module requests');

/** The method that throws if a module of the graph was not answered. */
const checkGraph = Symbol('check');

let nextNumber = 0;
let getHandle;
let isModule;

/** The error for a method or getter that was called on something else. */
function wrongReceiver(name, value, hidden) {
  const error = hasReceiverErrors ?
    new ERR_INVALID_THIS(name) :
    new ERR_INVALID_ARG_TYPE('this', `an instance of ${name}`, value);
  return hideFrame(error, hidden);
}

class Module {
  #handle;
  #context;
  #identifier;
  /** What stopped an evaluation from outside, in an array; the engine has no error then. */
  #stopped;

  static {
    isModule = (value) => typeof value === 'object' && value !== null && #handle in value;
    getHandle = (module) => {
      if (!isModule(module)) throw wrongReceiver('Module', module, getHandle);
      return module.#handle;
    };
  }

  constructor(options) {
    emitExperimentalWarning('VM Modules');
    if (new.target === Module) throw new TypeError('Module is not a constructor');
    const { context, identifier, [makeHandle]: make } = options;
    if (context !== undefined) validateContext(context);
    if (identifier !== undefined) validateString(identifier, 'options.identifier');
    if (make === undefined) throw new TypeError('Illegal constructor');
    this.#context = context;
    this.#identifier = identifier ?? defaultIdentifier(context);
    this.#handle = make(this.#identifier); // node-do-not-add-exception-line
  }

  get identifier() {
    getHandle(this);
    return this.#identifier;
  }

  get context() {
    getHandle(this);
    return this.#context;
  }

  get namespace() {
    const handle = getHandle(this);
    if (this.#state === 'unlinked' || this.#state === 'linking') {
      throw new ERR_VM_MODULE_STATUS('must not be unlinked or linking');
    }
    return engine.moduleNamespace(handle);
  }

  get status() {
    getHandle(this);
    return this.#stopped !== undefined ? 'errored' : this.#state;
  }

  get #state() {
    return statuses[engine.moduleStatus(this.#handle)];
  }

  get error() {
    const handle = getHandle(this);
    if (this.status !== 'errored') throw new ERR_VM_MODULE_STATUS('must be errored');
    return this.#stopped !== undefined ? null : engine.moduleError(handle);
  }

  async link(linker) {
    getHandle(this);
    validateFunction(linker, 'linker');
    if (this.status === 'linked') throw new ERR_VM_MODULE_ALREADY_LINKED();
    if (this.status !== 'unlinked') throw new ERR_VM_MODULE_STATUS('must be unlinked');
    await this[answerRequests](linker); // node-do-not-add-exception-line
    this[checkGraph](); // node-do-not-add-exception-line
    engine.linkModule(this.#handle); // node-do-not-add-exception-line
  }

  [checkGraph]() {}

  async evaluate(options = noOptions) {
    const handle = getHandle(this);
    const { timeout, breakOnSigint } = readEvaluateOptions(options);
    const status = this.#state;
    if (status !== 'linked' && status !== 'evaluated' && status !== 'errored') {
      throw new ERR_VM_MODULE_STATUS('must be one of linked, evaluated, or errored');
    }
    if (this.#stopped !== undefined) throw this.#stopped[0]; // node-do-not-add-exception-line
    // Stopped with a module that had asked for it.
    if (status === 'errored' && engine.moduleError(handle) === null) throw null;
    let pending;
    try {
      pending = engine.evaluateModule(handle, this.#context, timeout, breakOnSigint); // node-do-not-add-exception-line
    } catch (error) {
      // What code throws is told by the promise; this stopped it from outside, and is not of the module's realm.
      const reason = nativeError(error.code, error.message);
      if (this.#state !== 'evaluated') this.#stopped = [reason];
      throw reason; // node-do-not-add-exception-line
    }
    for (let turns = this.#turnsBefore(pending); turns > 0; turns--) await undefined;
    if (pending !== undefined) await pending; // node-do-not-add-exception-line
  }

  /**
   * Later versions of Node tell at once what is known at once. Before, V8 waits for the promise of the module: a turn,
   * and two more to follow one of another realm.
   */
  #turnsBefore(pending) {
    if (hasModuleRequests) return 0;
    const isOfAnotherRealm = this.#context !== undefined;
    if (pending === undefined) return isOfAnotherRealm ? 3 : 1;
    return isOfAnotherRealm && this.#state === 'errored' ? 2 : 0;
  }

  [inspect.custom](depth, options) {
    getHandle(this);
    const constructor = constructorOf(this) ?? Module;
    if (typeof depth === 'number' && depth < 0) return `[${constructor.name}]`;
    const shown = { status: this.status, identifier: this.identifier, context: this.context };
    ObjectSetPrototypeOf(shown, ObjectGetPrototypeOf(this));
    ObjectDefineProperty(shown, Symbol.toStringTag, { __proto__: null, value: constructor.name, configurable: true });
    return inspect(shown, { ...options, customInspect: false });
  }
}

function validateContext(context) {
  validateObject(context, 'context');
  if (!engine.isContext(context)) {
    throw new ERR_INVALID_ARG_TYPE('options.context', 'an vm.Context', context); // sic
  }
}

/** Modules are numbered, those of each context on their own. */
function defaultIdentifier(context) {
  const number = context === undefined ? nextNumber++ : engine.nextModuleNumber(context);
  return `vm:module(${number})`;
}

function constructorOf(object) {
  for (let current = object; current !== null; current = ObjectGetPrototypeOf(current)) {
    if (ObjectHasOwn(current, 'constructor') && typeof current.constructor === 'function') return current.constructor;
  }
  return undefined;
}

module.exports = {
  Module,
  answerRequests,
  checkGraph,
  getHandle,
  isModule,
  makeHandle,
  wrongReceiver,
};
