'use strict';

// Turns a value into plain host data that says all that a program can observe of it, so that the
// results of two vm implementations can be compared with assert.deepStrictEqual. Objects of the two
// implementations are never the same, so prototypes are named rather than compared.

const { types } = require('node:util');

const MAX_DEPTH = 8;
const MAX_KEYS = 60; // beyond this only the names are told (the global objects)
const USUAL_FUNCTION_KEYS = new Set(['length', 'name', 'prototype', 'arguments', 'caller']);
const USUAL_ERROR_KEYS = new Set(['stack', 'message', 'code', 'cause', 'errors']);

const generator = function* () {};
const asyncGenerator = async function* () {};
const hostPrototypes = new Map(
  [
    ...Object.getOwnPropertyNames(globalThis)
      .filter((name) => /^(Big|[A-Z][a-z]+)/.test(name) && !/^(Web|Crypto|Navigator)/.test(name))
      .map((name) => [Object.getOwnPropertyDescriptor(globalThis, name).value?.prototype, name]),
    [Object.getPrototypeOf(generator), 'GeneratorFunction'],
    [Object.getPrototypeOf(generator.prototype), 'Generator'],
    [Object.getPrototypeOf(asyncGenerator), 'AsyncGeneratorFunction'],
    [Object.getPrototypeOf(asyncGenerator.prototype), 'AsyncGenerator'],
    [Object.getPrototypeOf(async () => {}), 'AsyncFunction'],
  ].filter(([prototype]) => prototype),
);

const attempt = (read) => {
  try {
    return read();
  } catch (error) {
    return `threw ${error}`;
  }
};

const prototypeName = (value) => {
  const prototype = Object.getPrototypeOf(value);
  if (prototype === null) return null;
  if (hostPrototypes.has(prototype)) return `host ${hostPrototypes.get(prototype)}`;
  const constructor = Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value;
  return `other ${typeof constructor === 'function' ? constructor.name : typeof constructor}`;
};

const integrity = (value) => {
  if (Object.isFrozen(value)) return 'frozen';
  if (Object.isSealed(value)) return 'sealed';
  return Object.isExtensible(value) ? 'extensible' : 'not extensible';
};

const flags = ({ writable, enumerable, configurable }) =>
  `${writable ? 'W' : '-'}${enumerable ? 'E' : '-'}${configurable ? 'C' : '-'}`;

// An everyday host object or array is told as itself, which keeps the descriptions short.
const plain = ({ $: kind, prototype, tag, integrity: state, content, own }) => {
  if (state !== 'extensible' || content !== undefined || !own.every?.(Array.isArray)) return undefined;
  const isArray = kind === 'array' && prototype === 'host Array';
  if (!isArray && (kind !== 'object' || prototype !== 'host Object' || tag !== '[object Object]')) return undefined;
  const entries = isArray ? own.filter(([key]) => key !== 'length') : own;
  if (entries.some(([key, attributes]) => typeof key !== 'string' || key === '$' || attributes !== 'WEC'))
    return undefined;
  if (!isArray) return Object.fromEntries(entries.map(([key, , part]) => [key, part]));
  return entries.every(([key], index) => key === String(index)) ? entries.map((entry) => entry[2]) : undefined;
};

const withoutDefaults = (described) =>
  Object.fromEntries(Object.entries(described).filter(([, part]) => part !== undefined && part !== 'extensible'));

class Describer {
  #seen = new Map();

  describe(value, depth = 0) {
    if (typeof value === 'symbol') return this.#symbol(value);
    if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return value;
    if (this.#seen.has(value)) return { $: `object #${this.#seen.get(value)} again` };
    this.#seen.set(value, this.#seen.size);
    if (depth > MAX_DEPTH) return { $: 'too deep' };
    const inner = (part) => this.describe(part, depth + 1);
    if (typeof value === 'function') return this.#function(value, inner);
    if (types.isNativeError(value)) return this.#error(value, inner);
    return this.#object(value, inner);
  }

  #symbol(value) {
    return { $: 'symbol', text: String(value), key: Symbol.keyFor(value) };
  }

  #function(value, inner) {
    return {
      $: 'function',
      name: inner(value.name),
      length: inner(value.length),
      source: attempt(() => value.toString()), // Function.prototype.toString sees a view as a Proxy
      prototype: prototypeName(value),
      more: Reflect.ownKeys(value)
        .filter((key) => !USUAL_FUNCTION_KEYS.has(key))
        .map(String),
    };
  }

  // The stack is left out: it names files of the implementation. Cases about stacks use guestStack().
  #error(value, inner) {
    const coded = typeof value.code === 'string' && value.code.startsWith('ERR_');
    return {
      $: 'error',
      realm: value instanceof Error ? 'host' : 'guest',
      name: inner(value.name),
      constructor: coded ? undefined : inner(value.constructor?.name),
      code: inner(value.code),
      message: inner(value.message),
      stack: attempt(() => typeof value.stack),
      cause: inner(value.cause),
      errors: inner(value.errors),
      more: Reflect.ownKeys(value)
        .filter((key) => !USUAL_ERROR_KEYS.has(key))
        .map(String),
    };
  }

  #object(value, inner) {
    // Promises carry ids of async_hooks as own symbols, in one run and not in another.
    const keys = types.isPromise(value) ? [] : attempt(() => Reflect.ownKeys(value));
    const described = {
      $: Array.isArray(value) ? 'array' : 'object',
      prototype: attempt(() => prototypeName(value)),
      tag: attempt(() => Object.prototype.toString.call(value)),
      integrity: attempt(() => integrity(value)),
      content: attempt(() => this.#content(value, inner)),
      own:
        keys.length > MAX_KEYS || typeof keys === 'string'
          ? keys
          : keys.map((key) => this.#property(value, key, inner)),
    };
    return plain(described) ?? withoutDefaults(described);
  }

  #property(value, key, inner) {
    const descriptor = Object.getOwnPropertyDescriptor(value, key);
    const name = typeof key === 'symbol' ? inner(key) : key;
    if (descriptor === undefined) return [name, 'no descriptor'];
    if ('value' in descriptor) return [name, flags(descriptor), inner(descriptor.value)];
    return [name, flags(descriptor), { get: inner(descriptor.get), set: inner(descriptor.set) }];
  }

  // What lies in internal slots, read by the host's own methods.
  #content(value, inner) {
    if (types.isDate(value)) return Date.prototype.getTime.call(value);
    if (types.isRegExp(value)) return RegExp.prototype.toString.call(value);
    if (types.isMap(value)) return [...Map.prototype.entries.call(value)].flat().map(inner);
    if (types.isSet(value)) return [...Set.prototype.values.call(value)].map(inner);
    if (types.isAnyArrayBuffer(value)) return Buffer.from(value).toString('hex');
    if (types.isDataView(value)) return `view of ${value.byteLength} bytes`;
    if (types.isBoxedPrimitive(value)) return this.#boxed(value, inner);
    if (types.isPromise(value)) return 'promise';
    return undefined;
  }

  #boxed(value, inner) {
    const [, method] = ['Number', 'String', 'Boolean', 'Symbol', 'BigInt']
      .map((name) => [name, globalThis[name].prototype.valueOf])
      .find(([name]) => types[`is${name}Object`](value));
    return inner(method.call(value));
  }
}

const describe = (value) => new Describer().describe(value);

module.exports = { describe };
