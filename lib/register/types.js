'use strict';

// The host's view of a guest object is a Proxy where it is no twin, and to most of `util.types` a Proxy is nothing else.
// The functions there are asked as they are; only for a view the answer is that of the guest object.

const {
  ASYNC_FUNCTION, ASYNC_GENERATOR_FUNCTION, GENERATOR, GENERATOR_FUNCTION, MAP_ITERATOR, NAMESPACE, PROXY, SET_ITERATOR,
  WEAK_MAP, WEAK_SET,
} = require('../membrane/kinds');
const { whenLoaded } = require('./builtins');
// rvm itself goes by what is replaced here.
require('../membrane/is-proxy');

const kinds = {
  isAsyncFunction: [ASYNC_FUNCTION, ASYNC_GENERATOR_FUNCTION],
  isGeneratorFunction: [GENERATOR_FUNCTION, ASYNC_GENERATOR_FUNCTION],
  isGeneratorObject: [GENERATOR],
  isMapIterator: [MAP_ITERATOR],
  isModuleNamespaceObject: [NAMESPACE],
  isProxy: [PROXY],
  isSetIterator: [SET_ITERATOR],
  isWeakMap: [WEAK_MAP],
  isWeakSet: [WEAK_SET],
};

/** @param {() => ((value: unknown) => number | undefined) | undefined} findKindOf  once rvm is loaded */
function knowViews(findKindOf) {
  whenLoaded('util/types', (types) => {
    for (const [name, accepted] of Object.entries(kinds)) {
      const original = types[name];
      const { asked } = {
        asked(value) {
          const isObject = typeof value === 'function' || (typeof value === 'object' && value !== null);
          const kind = isObject ? findKindOf()?.(value) : undefined;
          return kind === undefined ? original(value) : accepted.includes(kind);
        },
      };
      for (const key of ['name', 'length']) {
        Object.defineProperty(asked, key, Object.getOwnPropertyDescriptor(original, key));
      }
      Object.defineProperty(types, name, { ...Object.getOwnPropertyDescriptor(types, name), value: asked });
    }
  });
}

module.exports = { knowViews };
