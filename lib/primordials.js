'use strict';

// The intrinsics of the host as they were when rvm was loaded, so that a program that later patches a global
// does not change what rvm does. Names are those of Node's own primordials: a static as `ObjectFreeze`, a method
// as a function that takes the receiver first, `StringPrototypeSlice(string, 0, 25)`.

/** `uncurryThis(method)(receiver, ...values)` is `method.call(receiver, ...values)` without looking up `call`. */
const uncurryThis = Function.prototype.bind.bind(Function.prototype.call);

module.exports = {
  uncurryThis,

  ArrayIsArray: Array.isArray,
  ArrayPrototypeConcat: uncurryThis(Array.prototype.concat),
  ArrayPrototypeIncludes: uncurryThis(Array.prototype.includes),
  ArrayPrototypeJoin: uncurryThis(Array.prototype.join),
  ArrayPrototypeMap: uncurryThis(Array.prototype.map),
  ArrayPrototypePop: uncurryThis(Array.prototype.pop),
  ArrayPrototypePush: uncurryThis(Array.prototype.push),
  ArrayPrototypeSlice: uncurryThis(Array.prototype.slice),
  ArrayBufferIsView: ArrayBuffer.isView,
  BufferAlloc: Buffer.alloc,
  ErrorCaptureStackTrace: Error.captureStackTrace,
  FunctionPrototypeToString: uncurryThis(Function.prototype.toString),
  JSONStringify: JSON.stringify,
  MathAbs: Math.abs,
  NumberIsInteger: Number.isInteger,
  ObjectDefineProperty: Object.defineProperty,
  ObjectFreeze: Object.freeze,
  ObjectGetPrototypeOf: Object.getPrototypeOf,
  ObjectHasOwn: Object.hasOwn,
  ObjectSetPrototypeOf: Object.setPrototypeOf,
  PromiseAll: Promise.all.bind(Promise),
  PromisePrototypeThen: uncurryThis(Promise.prototype.then),
  PromiseResolve: Promise.resolve.bind(Promise),
  ReflectApply: Reflect.apply,
  RegExpPrototypeExec: uncurryThis(RegExp.prototype.exec),
  StringPrototypeEndsWith: uncurryThis(String.prototype.endsWith),
  StringPrototypeIncludes: uncurryThis(String.prototype.includes),
  StringPrototypeIndexOf: uncurryThis(String.prototype.indexOf),
  StringPrototypeLastIndexOf: uncurryThis(String.prototype.lastIndexOf),
  StringPrototypeReplace: uncurryThis(String.prototype.replace),
  StringPrototypeSlice: uncurryThis(String.prototype.slice),
  StringPrototypeSplit: uncurryThis(String.prototype.split),
  StringPrototypeStartsWith: uncurryThis(String.prototype.startsWith),
  TypedArrayPrototypeSet: uncurryThis(Object.getPrototypeOf(Uint8Array).prototype.set),
};
