'use strict';

// What the host hears when a guest object refuses to be changed. V8 would tell of a trap of a Proxy that returned
// false; an ordinary object is told of in other words, and these are what a program sees with node:vm.

const binding = require('../native');
const { callSites, hostError } = require('./host-stack');
const { isProxy } = require('./is-proxy');
const { exportIds, namespaces } = require('./tables');

const { getOwnPropertyDescriptor, getPrototypeOf, isExtensible } = Reflect;
const { isArray } = Array;

/**
 * Who made V8 call a trap, if it must hear of a refusal: strict code and the built-in functions, but those of Reflect.
 * Neither sloppy code nor Reflect is told more than false.
 */
function findListener(trap) {
  const site = callSites(trap, 1)[0];
  // V8 shows functions of sloppy mode only.
  return site === undefined || site.getFunction() !== undefined || isOfReflect(site) ? undefined : site;
}

const methodsOfReflect = {
  __proto__: null, set: true, deleteProperty: true, defineProperty: true, preventExtensions: true, setPrototypeOf: true,
};

/**
 * `Object`, which has three of them too, is a function, and is called by its name in later versions of V8. Without a
 * receiver they are taken for those of Reflect.
 */
function isOfReflect(site) {
  if (site.getFileName() !== null || !(site.getFunctionName() in methodsOfReflect)) return false;
  const receiver = site.getTypeName();
  return receiver !== 'Function' && receiver !== 'Object';
}

/** False, or throws what the caller of the trap must hear; `word` gives the words for it. */
function refuse(trap, word) {
  const listener = findListener(trap);
  if (listener === undefined) return false;
  throw hostError(TypeError, word(listener)); // node-do-not-add-exception-line
}

function textOf(view) {
  if (typeof view === 'function') return `${view}`;
  if (namespaces.has(view)) return '[object Module]';
  return isArray(view) ? '[object Array]' : '[object Object]';
}

function storeRefusal(handler, key) {
  const { id, view } = handler;
  const name = String(key);
  const ofGlobal = binding.storeRefusal(id, key);
  if (ofGlobal !== undefined) return ofGlobal;
  for (let object = view; object !== null; object = getPrototypeOf(object)) {
    const descriptor = getOwnPropertyDescriptor(object, key);
    if (descriptor === undefined) continue;
    if (!('value' in descriptor)) return `Cannot set property ${name} of ${textOf(view)} which has only a getter`;
    return `Cannot assign to read only property '${name}' of ${typeof view} '${textOf(view)}'`;
  }
  return `Cannot add property ${name}, object is not extensible`;
}

function definitionRefusal({ view }, key) {
  const exists = namespaces.has(view) || getOwnPropertyDescriptor(view, key) !== undefined || isExtensible(view);
  return exists ?
    `Cannot redefine property: ${String(key)}` :
    `Cannot define property ${String(key)}, object is not extensible`;
}

function deletionRefusal({ id, view }, key) {
  const text = binding.storeRefusal(id, key) === undefined ? textOf(view) : '[object global]';
  return `Cannot delete property '${String(key)}' of ${text}`;
}

/** Only a global with a sandbox refuses it. */
function extensionRefusal(listener) {
  const name = listener.getFunctionName();
  return name === 'freeze' || name === 'seal' ? `Cannot ${name}` : 'Cannot prevent extensions';
}

const prototypeRefusal = ({ view }) => (isExtensible(view) ?
  'Cyclic __proto__ value' :
  `${textOf(view)} is not extensible`);

/** Whether an object is in the chain of `prototype`. V8 does not look beyond a Proxy of the program's. */
function isCyclic(view, prototype) {
  for (let object = prototype; object !== null; object = getPrototypeOf(object)) {
    if (object === view) return true;
    if (isProxy(object) && !exportIds.has(object)) return false;
  }
  return false;
}

module.exports = {
  definitionRefusal, deletionRefusal, extensionRefusal, isCyclic, prototypeRefusal, refuse, storeRefusal,
};
