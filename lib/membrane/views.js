'use strict';

// Host views: what the host sees of a guest object is a Proxy whose traps go to the binding.

const binding = require('../native');
const { pack, unpack } = require('./descriptors');
const { custom, inspectable, methodForFixed, standFor } = require('./inspect');
const {
  definitionRefusal, deletionRefusal, extensionRefusal, isCyclic, prototypeRefusal, refuse, storeRefusal,
} = require('./refusals');
const { namespaces, noteExport, noteTwin, viewsOfProxies } = require('./tables');
const {
  makeBufferTwin, makeDataViewTwin, makePromiseTwin, makeSharedBufferTwin, makeTypedArrayTwin, twinTags,
} = require('./twins');

// What src/membrane/to_host.rs calls each shape.
const FUNCTION = 1;
const CONSTRUCTOR = 2;
const ARRAY = 3;
const ARGUMENTS = 4;
const NAMESPACE = 5;
const PROMISE = 6;
/** Added: a Proxy of the guest. */
const TRAPPED = 64;

const {
  defineProperty, deleteProperty, getOwnPropertyDescriptor, isExtensible, ownKeys, preventExtensions, setPrototypeOf,
} = Reflect;
const { species, toStringTag } = Symbol;
const { isArray } = Array;
const includes = Function.prototype.call.bind(Array.prototype.includes);
const bind = Function.prototype.call.bind(Function.prototype.bind);

class ViewHandler {
  constructor(id, record, target) {
    this.id = id;
    // Keeps the context alive as long as any of its objects is held on this side.
    this.record = record;
    this.target = target;
    this.view = undefined;
    this.picture = undefined;
  }

  /** For who looks at a Proxy and its handler: `util.inspect` with `showProxy`, `%o`. */
  [custom]() {
    return 'GuestObject {}';
  }

  get(target, key, receiver) {
    if (key === custom && receiver !== this.view) {
      const method = methodForFixed(receiver);
      if (method !== undefined) return method;
    }
    const value = binding.get(this.id, key, receiver === this.view ? undefined : receiver); // node-do-not-add-exception-line
    return typeof key === 'symbol' && receiver === this.view ? this.symbolValue(key, value) : value;
  }

  /** What V8's natives make of two symbols depends on slots and realms, which a Proxy does not show. */
  symbolValue(key, value) {
    if (key === toStringTag && value === undefined) return twinTags.get(this.view);
    // The specification takes the Array of another realm for the one of its own where an array is made of an array.
    if (key === species && value === this.view && isArray(binding.get(this.id, 'prototype'))) return undefined;
    return value;
  }

  set(target, key, value, receiver) {
    const done = binding.set(this.id, key, value, receiver === this.view ? undefined : receiver); // node-do-not-add-exception-line
    return done || refuse(this.set, () => storeRefusal(this, key)); // node-do-not-add-exception-line
  }

  has(target, key) {
    return binding.has(this.id, key); // node-do-not-add-exception-line
  }

  deleteProperty(target, key) {
    const deleted = binding.deleteProperty(this.id, key); // node-do-not-add-exception-line
    if (!deleted) return refuse(this.deleteProperty, () => deletionRefusal(this, key)); // node-do-not-add-exception-line
    deleteProperty(target, key);
    return true;
  }

  getOwnPropertyDescriptor(target, key) {
    const packed = binding.getOwnPropertyDescriptor(this.id, key); // node-do-not-add-exception-line
    if (packed === undefined) {
      deleteProperty(target, key);
      return undefined;
    }
    const descriptor = unpack(packed);
    // A Proxy may report a fixed property only if its target has the same one.
    if (!descriptor.configurable || !isExtensible(target)) defineProperty(target, key, descriptor);
    return descriptor;
  }

  defineProperty(target, key, descriptor) {
    const defined = binding.defineProperty(this.id, key, pack(descriptor)); // node-do-not-add-exception-line
    if (!defined) return refuse(this.defineProperty, () => definitionRefusal(this, key)); // node-do-not-add-exception-line
    // A Proxy may say that a property is fixed now only if its target has the same one.
    if (descriptor.configurable === false || descriptor.writable === false) {
      this.getOwnPropertyDescriptor(target, key);
    }
    return true;
  }

  ownKeys(target) {
    const keys = binding.ownKeys(this.id); // node-do-not-add-exception-line
    if (!isExtensible(target)) forgetOthers(target, keys);
    return keys;
  }

  getPrototypeOf(target) {
    const prototype = binding.getPrototypeOf(this.id); // node-do-not-add-exception-line
    if (!isExtensible(target)) setPrototypeOf(target, prototype);
    return prototype;
  }

  setPrototypeOf(target, prototype) {
    const done = !isCyclic(this.view, prototype) && binding.setPrototypeOf(this.id, prototype); // node-do-not-add-exception-line
    return done || refuse(this.setPrototypeOf, () => prototypeRefusal(this)); // node-do-not-add-exception-line
  }

  isExtensible(target) {
    const extensible = binding.isExtensible(this.id); // node-do-not-add-exception-line
    if (!extensible) this.fix(target);
    return extensible;
  }

  preventExtensions(target) {
    const prevented = binding.preventExtensions(this.id); // node-do-not-add-exception-line
    if (!prevented) return refuse(this.preventExtensions, extensionRefusal); // node-do-not-add-exception-line
    this.fix(target);
    return true;
  }

  apply(target, receiver, values) {
    // A few values go one by one, which is cheaper than in an array.
    switch (values.length) {
      case 0: return binding.applyNone(this.id, receiver); // node-do-not-add-exception-line
      case 1: return binding.applyOne(this.id, receiver, values[0]); // node-do-not-add-exception-line
      case 2: return binding.applyTwo(this.id, receiver, values[0], values[1]); // node-do-not-add-exception-line
      default: return binding.apply(this.id, receiver, values); // node-do-not-add-exception-line
    }
  }

  construct(target, values, newTarget) {
    return binding.construct(this.id, values, newTarget === this.view ? undefined : newTarget); // node-do-not-add-exception-line
  }

  /** Gives the target everything that it must have before it may be non-extensible. */
  fix(target) {
    if (!isExtensible(target)) return;
    const keys = binding.ownKeys(this.id); // node-do-not-add-exception-line
    forgetOthers(target, keys);
    for (let index = 0; index < keys.length; index++) {
      const packed = binding.getOwnPropertyDescriptor(this.id, keys[index]); // node-do-not-add-exception-line
      if (packed !== undefined) defineProperty(target, keys[index], unpack(packed));
    }
    setPrototypeOf(target, binding.getPrototypeOf(this.id)); // node-do-not-add-exception-line
    preventExtensions(target);
    standFor(target, this);
  }
}

// A trap that is missing must not be looked for on the host's Object.prototype.
setPrototypeOf(ViewHandler.prototype, null);

/** The namespace object of a module: what cannot be read yet is told by an error of this side, as by V8. */
class NamespaceHandler extends ViewHandler {
  get(target, key) {
    try {
      return binding.get(this.id, key);
    } catch {
      throw new ReferenceError(`Cannot access '${key}' before initialization`);
    }
  }

  getOwnPropertyDescriptor(target, key) {
    try {
      return super.getOwnPropertyDescriptor(target, key);
    } catch {
      throw new ReferenceError(`${key} is not defined`);
    }
  }

  defineProperty(target, key, descriptor) {
    // What is defined must be what is there already.
    this.getOwnPropertyDescriptor(target, key);
    return super.defineProperty(target, key, descriptor); // node-do-not-add-exception-line
  }

  /** Without a look at the values, some of which may not be there yet. */
  fix(target) {
    if (!isExtensible(target)) return;
    const keys = binding.ownKeys(this.id);
    for (let index = 0; index < keys.length; index++) {
      const isExport = typeof keys[index] === 'string';
      const value = isExport ? undefined : 'Module';
      defineProperty(target, keys[index], { value, writable: isExport, enumerable: isExport, configurable: false });
    }
    setPrototypeOf(target, null);
    preventExtensions(target);
  }
}

function forgetOthers(target, keys) {
  const own = ownKeys(target);
  for (let index = 0; index < own.length; index++) {
    const key = own[index];
    if (!includes(keys, key) && getOwnPropertyDescriptor(target, key).configurable) deleteProperty(target, key);
  }
}

/** A target of the right shape: callable, constructible, an array or neither. It has no fixed property of its own. */
function targetOf(nature) {
  if (nature === FUNCTION) return () => {};
  // Constructible, but without a `prototype` that could not be deleted.
  if (nature === CONSTRUCTOR) return bind(function constructor() {}, undefined);
  return nature === ARRAY ? [] : {};
}

/** What the API holds of a module record. */
class ModuleHandle {
  constructor(details, id) {
    this.id = id;
  }
}

const makeModuleHandle = (details, id) => new ModuleHandle(details, id);

/** From PROMISE on; the numbers go on in src/membrane/bytes.rs. */
const twinMakers = [
  makePromiseTwin, makeBufferTwin, makeSharedBufferTwin, makeTypedArrayTwin, makeDataViewTwin, makeModuleHandle,
];

function makeView(record, id, natureAndTraps, details) {
  const nature = natureAndTraps & ~TRAPPED;
  if (nature >= PROMISE) {
    const twin = twinMakers[nature - PROMISE](details, id);
    noteTwin(twin, id, record);
    return twin;
  }
  const target = targetOf(nature);
  const Handler = nature === NAMESPACE ? NamespaceHandler : ViewHandler;
  const handler = new Handler(id, record, target);
  const view = new Proxy(target, handler);
  handler.view = view;
  inspectable(target, handler);
  // `Object.prototype.toString` of the host asks a Proxy for no more than a tag.
  if (nature === ARGUMENTS) twinTags.set(view, 'Arguments');
  if (nature !== natureAndTraps) viewsOfProxies.set(view, true);
  if (nature === NAMESPACE) namespaces.set(view, true);
  // New views are strong: the guest may hold the object, and nobody has looked yet.
  record.views.set(id, view);
  noteExport(view, id, record);
  return view;
}

module.exports = { makeView };
