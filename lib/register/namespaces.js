'use strict';

// V8 takes nothing for the namespace object of a module but its own: those of guests, which are views, count as well.

const { whenLoaded } = require('./builtins');

/** @param {(value: unknown) => boolean} isGuestNamespace */
function acceptNamespaces(isGuestNamespace) {
  // What `util.types` is, too.
  whenLoaded('internal/util/types', (types) => {
    const original = types.isModuleNamespaceObject;
    Object.assign(types, {
      isModuleNamespaceObject() { // its length is 0
        return original(arguments[0]) || isGuestNamespace(arguments[0]);
      },
    });
  });
}

module.exports = { acceptNamespaces };
