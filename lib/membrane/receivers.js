'use strict';

// What V8 tells of the receiver of a call in a stack, where a guest function was called on an object of the host. It is
// read as V8 reads it: no code of a program runs.

const { StringPrototypeSlice, StringPrototypeStartsWith } = require('../primordials');
const { isProxy } = require('./is-proxy');
const { exportIds } = require('./tables');

const { getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect;
const { toStringTag } = Symbol;

const isForeignProxy = (object) => isProxy(object) && !exportIds.has(object);

function above(object) {
  const prototype = getPrototypeOf(object);
  return prototype === null || isForeignProxy(prototype) ? null : prototype;
}

/** A data property of an object or of its chain. */
function dataProperty(object, key) {
  for (let link = object; link !== null; link = above(link)) {
    const descriptor = getOwnPropertyDescriptor(link, key);
    if (descriptor !== undefined) return descriptor.value;
  }
  return undefined;
}

function ownName(callable) {
  const name = getOwnPropertyDescriptor(callable, 'name')?.value;
  return typeof name === 'string' ? name : '';
}

/** The name of the class, undefined for the global object. */
function className(object) {
  if (object === globalThis) return undefined;
  if (isForeignProxy(object)) return 'Proxy';
  const isClass = typeof object === 'function' && getOwnPropertyDescriptor(object, 'prototype')?.writable === false;
  if (isClass && ownName(object) !== '') return ownName(object);
  const tag = dataProperty(object, toStringTag);
  if (typeof tag === 'string') return tag;
  const constructor = dataProperty(object, 'constructor');
  if (typeof constructor === 'function' && ownName(constructor) !== '') return ownName(constructor);
  return typeof object === 'function' ? 'Function' : 'Object';
}

function holds(object, key, callable) {
  const descriptor = getOwnPropertyDescriptor(object, key);
  return descriptor !== undefined &&
    (descriptor.value === callable || descriptor.get === callable || descriptor.set === callable);
}

/** The key under which the function is found, the one that it has as its name or else the only one. */
function methodName(object, callable, name) {
  const isAccessor = StringPrototypeStartsWith(name, 'get ') || StringPrototypeStartsWith(name, 'set ');
  const plain = isAccessor ? StringPrototypeSlice(name, 4) : name;
  let found;
  for (let link = object; link !== null; link = above(link)) {
    if (plain !== '' && holds(link, plain, callable)) return plain;
    const keys = ownKeys(link);
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index];
      if (typeof key !== 'string' || !holds(link, key, callable)) continue;
      if (found !== undefined) return undefined;
      found = key;
    }
  }
  return found;
}

/** `[class, method]` for src/membrane/host.rs. */
function receiverNames(object, callable, name) {
  const isReadable = typeof callable === 'function' && !isForeignProxy(object);
  return [className(object), isReadable ? methodName(object, callable, name) : undefined];
}

module.exports = { dataProperty, receiverNames };
