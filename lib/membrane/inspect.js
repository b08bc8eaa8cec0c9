'use strict';

// How `util.inspect` comes to see a guest object. It never sets off the traps of a Proxy: it prints the target. But
// it looks along the target's prototypes first, for a method under a registered symbol, a constructor and a tag.
// There stands a *window*: a second Proxy, which hands over a *picture*, a host object of the same kind with the same
// properties and the same prototype. There is one for each view, or cycles would have no end.

const binding = require('../native');
const { unpack } = require('./descriptors');
const { makeMapIterator, makeSetIterator, refill } = require('./iterators');
const kinds = require('./kinds');
const { noteExport, privateWeakMap } = require('./tables');

const { apply, defineProperty, deleteProperty, isExtensible, ownKeys, set, setPrototypeOf } = Reflect;
const { get, getOwnPropertyDescriptor, getPrototypeOf, has } = Reflect;
const { isArray } = Array;
const { toStringTag } = Symbol;
const custom = Symbol.for('nodejs.util.inspect.custom');

/** An empty object of this side for each kind but that of a Proxy. */
const blanks = {
  [kinds.OBJECT]: () => ({}),
  [kinds.ARRAY]: () => [],
  [kinds.ARGUMENTS]() { return arguments; },
  [kinds.WEAK_MAP]: () => new WeakMap(),
  [kinds.WEAK_SET]: () => new WeakSet(),
  [kinds.FUNCTION]: () => () => {},
  // To `util.inspect` a class is what has such a text; this one has no `prototype` of its own that could not change.
  [kinds.CLASS]: () => ({ class /*{*/ () {} }.class),
  [kinds.ASYNC_FUNCTION]: () => async () => {},
  [kinds.GENERATOR_FUNCTION]: () => function* () {},
  [kinds.ASYNC_GENERATOR_FUNCTION]: () => async function* () {},
  [kinds.NAMESPACE]: () => new Module(),
  [kinds.MAP_ITERATOR]: makeMapIterator,
  [kinds.SET_ITERATOR]: makeSetIterator,
  [kinds.GENERATOR]: () => ({}),
};

/** To `util.inspect` the class of what has no prototype is the one that made it. */
class Module {}

/** Stands for what a module has not given a value yet. */
const uninitialized = {
  [custom]: (depth, options) => options.stylize('<uninitialized>', 'special'),
};

/** Pictures and fixed targets → the handler of their view. */
const handlers = privateWeakMap();

/** Makes an object of this side stand for the guest object of a view, for getters and methods that are called on it. */
function standFor(object, handler) {
  handlers.set(object, handler);
  noteExport(object, handler.id, handler.record);
}

/** Copies the properties of a guest object. Nothing becomes fixed that is not fixed already. */
function fill(picture, handler, details) {
  standFor(picture, handler);
  if (isExtensible(picture)) clear(picture);
  for (let index = 2; index < details.length; index += 2) {
    const packed = details[index + 1];
    const descriptor = packed === undefined ? { value: uninitialized, enumerable: true } : unpack(packed);
    const { configurable } = descriptor;
    descriptor.configurable = true;
    if (!defineProperty(picture, details[index], descriptor)) {
      descriptor.configurable = configurable;
      defineProperty(picture, details[index], descriptor);
    }
  }
}

function clear(picture) {
  if (isArray(picture)) set(picture, 'length', 0);
  const keys = ownKeys(picture);
  for (let index = 0; index < keys.length; index++) deleteProperty(picture, keys[index]);
}

function pictureOf(handler, details, isTagShown) {
  const kind = details[0];
  const remaining = kind === kinds.MAP_ITERATOR || kind === kinds.SET_ITERATOR ? binding.remaining(handler.id) : undefined;
  const picture = handler.picture ??= blanks[kind](remaining);
  fill(picture, handler, details);
  if (remaining !== undefined) refill(picture, remaining);
  if (kind === kinds.NAMESPACE && !isTagShown) deleteProperty(picture, toStringTag);
  setPrototypeOf(picture, details[1]);
  return picture;
}

/** The inspection method that a guest object has of its own, which prototypes do not show. */
function customOf({ view }) {
  const method = view[custom];
  return typeof method === 'function' && view.constructor?.prototype !== view ? method : undefined;
}

/** What `util.inspect` is to print instead of a view. */
function show(handler, depth, options, inspect) {
  const details = binding.picture(handler.id); // node-do-not-add-exception-line
  if (details[0] === kinds.PROXY) return details[1] ?? options.stylize('<Revoked Proxy>', 'special');
  const method = customOf(handler);
  if (method !== undefined) {
    const shown = apply(method, handler.view, [depth, options, inspect]);
    if (shown !== handler.view) return shown;
  }
  // Of a namespace the tag is its class, except where Node shows no more than a class and a tag.
  const picture = pictureOf(handler, details, options.showHidden || depth < 0);
  // Whoever is not asked now must not be asked of the picture either.
  if (typeof picture[custom] === 'function') defineProperty(picture, custom, { value: undefined, configurable: true });
  return picture;
}

/** Without custom methods the target itself is printed; nothing tells what a Proxy stands for then. */
function fillTarget(handler) {
  const details = binding.picture(handler.id); // node-do-not-add-exception-line
  if (details[0] !== kinds.PROXY) fill(handler.target, handler, details);
}

/** A method for `util.inspect` to find on the target of a view. */
const methodFor = (handler) => (depth, options, inspect) => show(handler, depth, options, inspect);

/** The same for a target that is not extensible, and so has no window, but the prototype of the guest object. */
function methodForFixed(target) {
  const handler = handlers.get(target);
  return handler?.target === target ? methodFor(handler) : undefined;
}

const traps = {
  __proto__: null,

  get(handler, key, receiver) {
    const isTarget = receiver === handler.target;
    if (isTarget && key === custom) return methodFor(handler);
    // `util.inspect` takes the target for a pair at first, and tells by its constructor a prototype, which has the
    // method for its heirs: `customOf` sees to that.
    if (isTarget && (key === '0' || key === 'constructor')) return undefined;
    if (isTarget && key === 'toString') fillTarget(handler);
    const prototype = behind(handler);
    return prototype === null ? undefined : get(prototype, key, isTarget ? handler.view : receiver);
  },

  getOwnPropertyDescriptor(handler, key) {
    if (key === 'constructor') fillTarget(handler);
    const prototype = behind(handler);
    const descriptor = prototype === null ? undefined : getOwnPropertyDescriptor(prototype, key);
    if (descriptor !== undefined) descriptor.configurable = true;
    return descriptor;
  },

  has(handler, key) {
    const prototype = behind(handler);
    return prototype !== null && has(prototype, key);
  },

  ownKeys(handler) {
    const prototype = behind(handler);
    return prototype === null ? [] : ownKeys(prototype);
  },

  getPrototypeOf(handler) {
    const prototype = behind(handler);
    return prototype === null ? null : getPrototypeOf(prototype);
  },
};

/** What a window shows: the prototype of the guest object. */
const behind = (handler) => binding.getPrototypeOf(handler.id); // node-do-not-add-exception-line

/** Puts a window behind the target of a view. */
const inspectable = (target, handler) => setPrototypeOf(target, new Proxy(handler, traps));

module.exports = { custom, inspectable, methodForFixed, standFor };
