'use strict';

const engine = require('./engine');
const { acceptsCodeCache, createCodeCache } = require('./code-cache');
const {
  ERR_MODULE_LINK_MISMATCH,
  ERR_VM_MODULE_CANNOT_CREATE_CACHED_DATA,
  ERR_VM_MODULE_DIFFERENT_CONTEXT,
  ERR_VM_MODULE_LINK_FAILURE,
  ERR_VM_MODULE_NOT_MODULE,
  ERR_VM_MODULE_STATUS,
  nativeError,
} = require('./errors');
const { Importer, readAttributes } = require('./importer');
const { privateMap } = require('./membrane/tables');
const {
  Module, answerRequests, checkGraph, getHandle, isModule, makeHandle, wrongReceiver,
} = require('./module');
const { hasImportPhases, hasModuleRequests, hasReceiverErrors } = require('./node-version');
const { noOptions } = require('./options');
const {
  ArrayPrototypeMap, ArrayPrototypePush, ArrayPrototypeSlice, ObjectFreeze, PromiseAll, PromisePrototypeThen,
  PromiseResolve, ReflectApply,
} = require('./primordials');
const {
  validateArray, validateBuffer, validateFunction, validateInt32, validateObject, validateString,
} = require('./validators');

class SourceTextModule extends Module {
  #source;
  #requests;
  #dependencySpecifiers;
  /** The modules that its requests were answered with. */
  #dependencies;
  #isLinking = false;
  /** Why the modules that were asked for could not be had, in an array. */
  #error;

  static #handleOf(module) {
    if (typeof module !== 'object' || module === null || !(#source in module)) {
      throw wrongReceiver('SourceTextModule', module, SourceTextModule.#handleOf);
    }
    return getHandle(module);
  }

  /** Later versions of Node leave it to V8, which tells the name of the private field that the getter looks at. */
  static #checkGetter(module) {
    if (!hasReceiverErrors) SourceTextModule.#handleOf(module);
  }

  constructor(sourceText, options = noOptions) {
    validateString(sourceText, 'sourceText');
    validateObject(options, 'options');
    const {
      lineOffset = 0,
      columnOffset = 0,
      initializeImportMeta,
      importModuleDynamically,
      context,
      identifier,
      cachedData,
    } = options;

    validateInt32(lineOffset, 'options.lineOffset');
    validateInt32(columnOffset, 'options.columnOffset');
    if (initializeImportMeta !== undefined) validateFunction(initializeImportMeta, 'options.initializeImportMeta');
    if (importModuleDynamically !== undefined) {
      validateFunction(importModuleDynamically, 'options.importModuleDynamically');
    }
    if (cachedData !== undefined) validateBuffer(cachedData, 'options.cachedData');

    const importer = Importer.for(importModuleDynamically);
    const initializeMeta = initializeImportMeta === undefined ? undefined : (meta) => {
      ReflectApply(initializeImportMeta, undefined, [meta, this]); // node-do-not-add-exception-line
    };
    super({ // node-do-not-add-exception-line
      context,
      identifier,
      [makeHandle]: engine.moduleCompiler(
        sourceText, lineOffset, columnOffset, context, importer?.answer, initializeMeta,
      ),
    });
    if (cachedData !== undefined && !acceptsCodeCache('module', sourceText, cachedData)) {
      throw nativeError('ERR_VM_MODULE_CACHED_DATA_REJECTED', 'cachedData buffer was rejected');
    }
    if (importer !== undefined) importer.referrer = this;
    this.#source = sourceText;
    this.#requests = readRequests(getHandle(this));
  }

  linkRequests(modules) {
    const handle = SourceTextModule.#handleOf(this);
    if (this.status !== 'unlinked') throw new ERR_VM_MODULE_STATUS('must be unlinked');
    validateArray(modules, 'modules');
    if (modules.length !== this.#requests.length) {
      throw new ERR_MODULE_LINK_MISMATCH(`Expected ${this.#requests.length} modules, got ${modules.length}`);
    }
    const answers = [];
    for (let index = 0; index < this.#requests.length; index++) {
      ArrayPrototypePush(answers, this.#check(modules[index]));
    }
    this.#answer(handle, answers);
  }

  instantiate() {
    const handle = SourceTextModule.#handleOf(this);
    if (this.status !== 'unlinked') throw new ERR_VM_MODULE_STATUS('must be unlinked');
    if (this.#dependencies === undefined) {
      throw linkFailure(this, 'module is not linked');
    }
    this[checkGraph](); // node-do-not-add-exception-line
    engine.linkModule(handle); // node-do-not-add-exception-line
  }

  get dependencySpecifiers() {
    SourceTextModule.#checkGetter(this);
    if (this.#dependencySpecifiers === undefined) {
      const specifiers = ArrayPrototypeMap(this.#requests, ({ specifier }) => specifier);
      this.#dependencySpecifiers = hasModuleRequests ? ObjectFreeze(specifiers) : specifiers;
    }
    return this.#dependencySpecifiers;
  }

  get moduleRequests() {
    SourceTextModule.#handleOf(this);
    return this.#requests;
  }

  get status() {
    SourceTextModule.#checkGetter(this);
    if (this.#error !== undefined) return 'errored';
    return this.#isLinking ? 'linking' : super.status;
  }

  get error() {
    SourceTextModule.#checkGetter(this);
    return this.#error !== undefined ? this.#error[0] : super.error;
  }

  hasAsyncGraph() {
    SourceTextModule.#handleOf(this);
    if (super.status === 'unlinked') throw new ERR_VM_MODULE_STATUS('must be instantiated');
    let isAsync = false;
    this.#walk((module) => {
      isAsync ||= engine.hasTopLevelAwait(getHandle(module));
    });
    return isAsync;
  }

  hasTopLevelAwait() {
    return engine.hasTopLevelAwait(SourceTextModule.#handleOf(this));
  }

  createCachedData() {
    SourceTextModule.#handleOf(this);
    if (this.status === 'evaluating' || this.status === 'evaluated' || this.status === 'errored') {
      throw new ERR_VM_MODULE_CANNOT_CREATE_CACHED_DATA();
    }
    return createCodeCache('module', this.#source);
  }

  async [answerRequests](linker) {
    this.#isLinking = true;
    // All are asked for before one is waited for. What the linker throws here and now leaves the module linking.
    const answers = ArrayPrototypeMap(this.#requests, ({ specifier, attributes }) => {
      const answer = linker(specifier, this, { attributes, assert: attributes });
      return PromisePrototypeThen(PromiseResolve(answer), (module) => this.#accept(linker, specifier, module));
    });
    try {
      this.#answer(getHandle(this), await PromiseAll(answers));
    } catch (error) {
      this.#error = [error];
      throw error; // node-do-not-add-exception-line
    } finally {
      this.#isLinking = false;
    }
  }

  [checkGraph]() {
    this.#walk((module) => {
      if (module.#dependencies === undefined && module.#requests.length > 0) {
        const request = `request for '${module.#requests[0].specifier}'`;
        throw linkFailure(this, hasModuleRequests ?
          `${request} can not be resolved on module '${module.identifier}' that is not linked` :
          `${request} is not in cache`);
      }
    });
  }

  /** The module that a linker gave, its own requests answered too. */
  async #accept(linker, specifier, answer) {
    const module = this.#check(answer);
    if (module.status === 'errored') {
      throw new ERR_VM_MODULE_LINK_FAILURE(`request for '${specifier}' resolved to an errored module`, module.error);
    }
    if (module.status === 'unlinked') await module[answerRequests](linker);
    return module;
  }

  #check(module) {
    if (!isModule(module)) throw new ERR_VM_MODULE_NOT_MODULE();
    if (module.context !== this.context) throw new ERR_VM_MODULE_DIFFERENT_CONTEXT();
    return module;
  }

  #answer(handle, modules) {
    engine.answerRequests(handle, ArrayPrototypeMap(modules, getHandle));
    this.#dependencies = modules;
  }

  /** Calls `visit` with this module and all that it depends on, but synthetic ones. */
  #walk(visit) {
    const seen = privateMap();
    const modules = [];
    const note = (module) => {
      if (!(#source in module) || seen.has(module)) return;
      seen.set(module, true);
      ArrayPrototypePush(modules, module);
    };
    note(this);
    for (let index = 0; index < modules.length; index++) {
      visit(modules[index]);
      const dependencies = modules[index].#dependencies ?? [];
      for (let next = 0; next < dependencies.length; next++) note(dependencies[next]);
    }
  }
}

/** In Node this comes from below, and so from the realm of the module. */
function linkFailure({ context }, message) {
  return engine.makeContextError(context, 'ERR_VM_MODULE_LINK_FAILURE', message);
}

/** What a module asks for. */
function readRequests(handle) {
  const requests = ArrayPrototypeMap(engine.moduleRequests(handle), (parts) => {
    const attributes = readAttributes(ArrayPrototypeSlice(parts, 1));
    const request = { __proto__: null, specifier: parts[0], attributes };
    if (hasImportPhases) request.phase = 'evaluation';
    if (hasModuleRequests) ObjectFreeze(attributes);
    return ObjectFreeze(request);
  });
  return ObjectFreeze(requests);
}

if (!hasModuleRequests) {
  for (const name of ['linkRequests', 'instantiate', 'moduleRequests', 'hasAsyncGraph', 'hasTopLevelAwait']) {
    delete SourceTextModule.prototype[name];
  }
}

module.exports = { SourceTextModule };
