'use strict';

// `Intl`, `console` and `WebAssembly` of a context are those of a bare V8 realm, its *room*, made when the guest first
// asks for one of them. Guest code cannot tell. What inherits from an intrinsic of the room is made to inherit from
// the guest's; what the functions there make of their own is made anew, of the guest's realm, when it crosses.

const nodeVm = require('node:vm');
const binding = require('../native');
const { uncurryThis } = require('../primordials');
const { describe } = require('./data');
const { pack } = require('./descriptors');
const { giveSites, inPlaceOf } = require('./host-stack');
const { isProxy } = require('./is-proxy');
const { exportIds, privateMap, privateWeakMap, setAdopt } = require('./tables');
const { noteTag } = require('./twins');

const { isArray } = Array;
const { getOwnPropertyDescriptor, getPrototypeOf, ownKeys, setPrototypeOf } = Reflect;
const then = uncurryThis(Promise.prototype.then);
const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

/** An object with methods is more than data. */
function hasMethod(object) {
  const keys = ownKeys(object);
  for (let index = 0; index < keys.length; index++) {
    if (typeof getOwnPropertyDescriptor(object, keys[index]).value === 'function') return true;
  }
  return false;
}

/** What is paired with the intrinsics of the guest, in the order of src/api/room.rs. */
const PAIRED = `[
  Object.prototype, Function.prototype, Object.getPrototypeOf(Object.getPrototypeOf([].values())), Error,
  Error.prototype, ArrayBuffer.prototype, SharedArrayBuffer.prototype,
]`;
const FUNCTION_PROTOTYPE = 1;
const ERROR_PROTOTYPE = 4;
const GUEST_PROMISE = 7;

/** The prototypes of what functions of the room make, by what becomes of it. */
const MADE = `({
  error: { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError },
  data: [Array.prototype, Object.prototype],
  promise: [Promise.prototype],
  other: [Function.prototype, ArrayBuffer.prototype, SharedArrayBuffer.prototype],
})`;

/** Prototypes that no name leads to. */
const HIDDEN = `{
  const segments = new Intl.Segmenter().segment('');
  [Object.getPrototypeOf(segments), Object.getPrototypeOf(segments[Symbol.iterator]())];
}`;

/** Prototype of what a function of a room makes → the view of the guest's object that is made of it. */
const makers = privateWeakMap();

class Room {
  constructor(record) {
    this.id = record.id;
    this.realm = nodeVm.createContext(nodeVm.constants.DONT_CONTEXTIFY ?? {}, {
      // Nothing is ever compiled here.
      codeGeneration: { strings: false, wasm: record.allowsWasm },
    });
    this.furnished = privateWeakMap();
    const views = binding.intrinsics(record.id);
    const paired = this.run(PAIRED);
    this.guestIntrinsics = privateMap();
    for (let index = 0; index < paired.length; index++) {
      this.guestIntrinsics.set(paired[index], views[index]);
      // Where it is still met, in what is frozen, it crosses as the guest's.
      exportIds.set(paired[index], exportIds.get(views[index]));
    }
    // Objects of this side are below these two.
    noteTag(views[FUNCTION_PROTOTYPE], 'Function');
    noteTag(views[ERROR_PROTOTYPE], 'Error');
    this.watch(this.run(MADE), views[GUEST_PROMISE]);
    const prototypes = this.run(HIDDEN);
    for (let index = 0; index < prototypes.length; index++) this.furnish(prototypes[index]);
  }

  run(code) {
    return nodeVm.runInContext(code, this.realm);
  }

  watch(made, GuestPromise) {
    const { id, guestIntrinsics } = this;
    const note = (prototypes, maker) => {
      for (let index = 0; index < prototypes.length; index++) makers.set(prototypes[index], maker);
    };
    const { Error } = made.error;
    for (const name in made.error) {
      makers.set(made.error[name].prototype, (error) => {
        Error.prepareStackTrace = giveSites;
        const { message, stack } = error;
        delete Error.prepareStackTrace;
        return inPlaceOf(isArray(stack) ? stack : [], () => binding.makeError(id, name, message));
      });
    }
    const inherit = (value) => {
      setPrototypeOf(value, guestIntrinsics.get(getPrototypeOf(value)));
      return undefined;
    };
    const isFresh = (value) => !isProxy(value) && makers.get(getPrototypeOf(value)) === makeData;
    const makeData = (value) => (hasMethod(value) ? inherit(value) : binding.makeData(id, describe(value, isFresh)));
    note(made.data, makeData);
    note(made.promise, (promise) => new GuestPromise((resolve, reject) => {
      then(promise, resolve, reject);
    }));
    // These stay what they are.
    note(made.other, inherit);
  }

  /** Has an object, and all that it leads to, inherit from the guest's intrinsics. */
  furnish(object) {
    if (this.furnished.has(object)) return;
    this.furnished.set(object, true);
    const prototype = this.guestIntrinsics.get(getPrototypeOf(object));
    if (prototype !== undefined) setPrototypeOf(object, prototype);
    const keys = ownKeys(object);
    for (let index = 0; index < keys.length; index++) {
      const { value, get, set } = getOwnPropertyDescriptor(object, keys[index]);
      if (isObject(value)) this.furnish(value);
      if (get !== undefined) this.furnish(get);
      if (set !== undefined) this.furnish(set);
    }
  }

  /** The properties of a global, as `key, descriptor` in turn. */
  namespace(name) {
    const object = this.run(name);
    this.furnish(object);
    const properties = [];
    const keys = ownKeys(object);
    for (let index = 0; index < keys.length; index++) {
      properties[properties.length] = keys[index];
      properties[properties.length] = pack(getOwnPropertyDescriptor(object, keys[index]));
    }
    return properties;
  }
}

function namespace(record, name) {
  record.room ??= new Room(record);
  return record.room.namespace(name);
}

setAdopt((value) => {
  if (isProxy(value)) return undefined;
  return makers.get(getPrototypeOf(value))?.(value);
});

module.exports = { namespace };
