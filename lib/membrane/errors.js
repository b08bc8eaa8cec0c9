'use strict';

// Errors that the engine floor asks the host to make.

class EngineFault extends Error {
  code = 'ERR_VM_ENGINE_FAULT';
}
Object.defineProperty(EngineFault.prototype, 'name', { value: 'Error', configurable: true, writable: true });

/** A panic of the engine: the context it happened in is broken, the host and other contexts go on. */
function engineFault(text) {
  return new EngineFault(`The JavaScript engine failed: ${text}`);
}

/** An error for a run that was unwound or a text that was not understood. */
function makeError(record, kind, details) {
  switch (kind) {
    case 'syntax': {
      const error = new SyntaxError(details[0]);
      return error;
    }
    case 'stack':
      return new RangeError('Maximum call stack size exceeded');
    default:
      return engineFault(details);
  }
}

module.exports = { engineFault, makeError };
