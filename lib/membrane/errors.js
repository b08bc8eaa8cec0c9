'use strict';

// Errors that the engine floor asks the host to make.

const binding = require('../native');

class EngineFault extends Error {
  code = 'ERR_VM_ENGINE_FAULT';
}
Object.defineProperty(EngineFault.prototype, 'name', { value: 'Error', configurable: true, writable: true });

/** A panic of the engine: the context it happened in is broken, the host and other contexts go on. */
function engineFault(text) {
  return new EngineFault(`The JavaScript engine failed: ${text}`);
}

/** An error of the realm of a context, with Node's code. */
function codedError(record, code, message) {
  const GuestError = record.isMain ? Error : binding.guestPath(record.id, ['Error']);
  const error = new GuestError(message);
  error.code = code;
  return error;
}

/** An error for a run that was unwound or a text that was not understood. */
function makeError(record, kind, details) {
  switch (kind) {
    case 'syntax': {
      const error = new SyntaxError(details[0]);
      return error;
    }
    case 'timeout':
      return codedError(record, 'ERR_SCRIPT_EXECUTION_TIMEOUT', `Script execution timed out after ${details}ms`);
    case 'interrupted':
      return codedError(record, 'ERR_SCRIPT_EXECUTION_INTERRUPTED', 'Script execution was interrupted by `SIGINT`');
    case 'stack':
      return new RangeError('Maximum call stack size exceeded');
    default:
      return engineFault(details);
  }
}

module.exports = { engineFault, makeError };
