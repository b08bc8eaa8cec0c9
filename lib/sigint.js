'use strict';

const process = require('node:process');

// During a run with `breakOnSigint` the signal stops the guest, and no listener of the program sees it.

/** Removes all listeners of SIGINT, and returns them for `restoreSigintListeners`. */
function setAsideSigintListeners() {
  const listeners = process.rawListeners('SIGINT');
  if (listeners.length > 0) {
    process.removeAllListeners('SIGINT');
  }
  return listeners;
}

function restoreSigintListeners(listeners) {
  for (let index = 0; index < listeners.length; index++) {
    // Through the public method, so that listeners of 'newListener' see each one return.
    process.addListener('SIGINT', listeners[index]);
  }
}

module.exports = { restoreSigintListeners, setAsideSigintListeners };
