'use strict';

// Who answers an `import()`: the option `importModuleDynamically` of the code that it stands in, however late it runs.
// The engine calls the importer of that code; code without one is lib/membrane/import.js's.

const nodeVm = require('node:vm');
const { isModuleNamespaceObject } = require('node:util/types');
const { USE_MAIN_CONTEXT_DEFAULT_LOADER } = require('./constants');
const { ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING_FLAG, ERR_VM_MODULE_NOT_MODULE } = require('./errors');
const { isModule } = require('./module');
const { namespaces } = require('./membrane/tables');
const { hasImportPhases, hasModuleRequests } = require('./node-version');
const { ObjectDefineProperty, ObjectFreeze, ReflectApply } = require('./primordials');

let followsFlag = false;

/** From now on callbacks are called only if the process has the flag that Node asks for. */
function followFlag() {
  followsFlag = true;
}

/** Whether callbacks are called. */
const isAllowed = () => !followsFlag || nodeVm.SourceTextModule !== undefined;

class Importer {
  #callback;
  #filename;
  #loadByDefault;

  constructor(importModuleDynamically, filename) {
    this.#callback = importModuleDynamically;
    this.#filename = filename;
    /** What the callback gets to know whose `import()` it is. */
    this.referrer = undefined;
    /** What the engine calls. */
    this.answer = (specifier, resolve, ...attributes) => {
      resolve(this.#load(specifier, readAttributes(attributes)));
    };
  }

  /** The importer for the value of the option; undefined if there is none. */
  static for(importModuleDynamically, filename) {
    return importModuleDynamically === undefined ? undefined : new Importer(importModuleDynamically, filename);
  }

  async #load(specifier, attributes) {
    if (this.#callback === USE_MAIN_CONTEXT_DEFAULT_LOADER) {
      this.#loadByDefault ??= makeDefaultLoader(this.#filename);
      return this.#loadByDefault(specifier, attributes);
    }
    if (!isAllowed()) throw new ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING_FLAG();
    // Its promise is followed, as in Node: that takes turns of the microtasks.
    return this.#ask(specifier, attributes);
  }

  async #ask(specifier, attributes) {
    const details = [specifier, this.referrer, hasModuleRequests ? ObjectFreeze(attributes) : attributes];
    if (hasImportPhases) details[3] = 'evaluation';
    return namespaceOf(await ReflectApply(this.#callback, undefined, details));
  }
}

/** The attributes of an import as an object, from their keys and values in turn. */
function readAttributes(parts) {
  const attributes = { __proto__: null };
  for (let index = 0; index < parts.length; index += 2) {
    ObjectDefineProperty(attributes, parts[index], {
      __proto__: null,
      value: parts[index + 1],
      writable: true,
      enumerable: true,
      configurable: true,
    });
  }
  return attributes;
}

/** The namespace that a callback gave, itself or by its module. */
function namespaceOf(result) {
  if (isModuleNamespaceObject(result) || namespaces.has(result)) return result;
  if (!isModule(result)) throw new ERR_VM_MODULE_NOT_MODULE();
  if (result.status === 'errored') throw result.error;
  return result.namespace;
}

/** Node's own loader, for code of a file of this name. */
function makeDefaultLoader(filename) {
  const script = new nodeVm.Script('(specifier, options) => import(specifier, options)', {
    filename,
    importModuleDynamically: USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const load = script.runInThisContext();
  return (specifier, attributes) => {
    for (const key in attributes) return load(specifier, { with: attributes }); // eslint-disable-line no-unreachable-loop
    return load(specifier);
  };
}

module.exports = { Importer, followFlag, readAttributes };
