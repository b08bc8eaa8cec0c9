'use strict';

const engine = require('./engine');
const { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_VM_MODULE_STATUS } = require('./errors');
const { Module, answerRequests, getHandle, isModule, makeHandle, wrongReceiver } = require('./module');
const { hasModuleRequests } = require('./node-version');
const { noOptions } = require('./options');
const { ArrayIsArray, ArrayPrototypeIncludes, ArrayPrototypePush, ReflectApply } = require('./primordials');
const { validateFunction, validateObject, validateString } = require('./validators');

/** What the callback that evaluates a synthetic module is called on. */
class ModuleWrap {
  constructor(setExport) {
    Object.defineProperty(this, 'setExport', { __proto__: null, value: setExport });
  }
}

class SyntheticModule extends Module {
  #exportNames;

  static #handleOf(module) {
    if (!isModule(module)) throw wrongReceiver('SyntheticModule', module, SyntheticModule.#handleOf);
    return getHandle(module);
  }

  constructor(exportNames, evaluateCallback, options = noOptions) {
    const names = copyNames(exportNames);
    validateFunction(evaluateCallback, 'evaluateCallback');
    validateObject(options, 'options');
    const { context, identifier } = options;
    const evaluate = () => {
      const wrap = new ModuleWrap((name, value) => this.setExport(name, value));
      ReflectApply(evaluateCallback, wrap, []); // node-do-not-add-exception-line
    };
    super({
      context,
      identifier,
      [makeHandle]: () => engine.makeSyntheticModule(names, evaluate, context),
    });
    this.#exportNames = names;
    if (hasModuleRequests) engine.linkModule(getHandle(this));
  }

  link() {
    // It requests nothing, and is linked from the start.
    SyntheticModule.#handleOf(this);
  }

  setExport(name, value) {
    const handle = SyntheticModule.#handleOf(this);
    validateString(name, 'name');
    if (this.status === 'unlinked') throw new ERR_VM_MODULE_STATUS('must be linked');
    // A module of another kind comes so far in Node, which then aborts.
    if (!(#exportNames in this)) throw wrongReceiver('SyntheticModule', this, this.setExport);
    if (!ArrayPrototypeIncludes(this.#exportNames, name)) {
      throw new ReferenceError(`Export '${name}' is not defined in module`);
    }
    engine.setModuleExport(handle, name, value);
  }

  [answerRequests]() {}
}

// Before, it has the method of its base class.
if (!hasModuleRequests) delete SyntheticModule.prototype.link;

/** The names of the exports, each read once: what was checked is what the engine gets. */
function copyNames(exportNames) {
  if (!ArrayIsArray(exportNames)) throw wrongNames(exportNames);
  const names = [];
  for (let index = 0; index < exportNames.length; index++) {
    const name = exportNames[index];
    if (typeof name !== 'string') throw wrongNames(exportNames);
    ArrayPrototypePush(names, name);
  }
  for (let index = 0; index < names.length; index++) {
    const name = names[index];
    if (ArrayPrototypeIncludes(names, name, index + 1)) {
      throw new ERR_INVALID_ARG_VALUE(`exportNames.${name}`, name, 'is duplicated');
    }
  }
  return names;
}

function wrongNames(exportNames) {
  return new ERR_INVALID_ARG_TYPE('exportNames', 'an Array of unique strings', exportNames);
}

module.exports = { SyntheticModule };
