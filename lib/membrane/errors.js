'use strict';

// Errors that the engine floor asks the host to make.

const binding = require('../native');
const { hostError } = require('./host-stack');
const { privateWeakMap } = require('./tables');

class EngineFault extends Error {
  code = 'ERR_VM_ENGINE_FAULT';
}
Object.defineProperty(EngineFault.prototype, 'name', { value: 'Error', configurable: true, writable: true });

/** An error of the host, for the realm of the guest has no memory to make one. */
class OutOfMemory extends Error {
  code = 'ERR_VM_OUT_OF_MEMORY';
}
Object.defineProperty(OutOfMemory.prototype, 'name', { value: 'Error', configurable: true, writable: true });

/** A panic of the engine: the context it happened in is broken, the host and other contexts go on. */
function engineFault(text) {
  return new EngineFault(`The JavaScript engine failed: ${text}`);
}

/** An error of the realm of a context, with Node's code. */
function codedError(record, code, message) {
  const GuestError = record.isMain ? Error : binding.guestError(record.id);
  const error = new GuestError(message);
  error.code = code;
  return error;
}

/** An error for a run that was unwound or a text that was not understood. */
function makeError(record, kind, details) {
  switch (kind) {
    case 'timeout':
      return codedError(record, 'ERR_SCRIPT_EXECUTION_TIMEOUT', `Script execution timed out after ${details}ms`);
    case 'interrupted':
      return codedError(record, 'ERR_SCRIPT_EXECUTION_INTERRUPTED', 'Script execution was interrupted by `SIGINT`');
    case 'memory':
      return new OutOfMemory('Script execution was stopped: JavaScript heap out of memory');
    case 'stack':
      return new RangeError('Maximum call stack size exceeded');
    default:
      return engineFault(details);
  }
}

/** An error of the host's own realm for a text that was refused. */
function syntaxError(message) {
  return hostError(SyntaxError, message);
}

/** Errors that have the lines of their source before their stack. */
const decorated = privateWeakMap();

/** Puts the lines of the source where an error was thrown before its stack, once. */
function decorate(error, arrow) {
  if ((typeof error !== 'object' && typeof error !== 'function') || error === null || decorated.has(error)) return;
  decorated.set(error, true);
  try {
    const { stack } = error;
    if (typeof stack === 'string') error.stack = `${arrow}\n${stack}`;
  } catch {
    // What keeps its stack to itself stays as it is.
  }
}

module.exports = { codedError, decorate, engineFault, makeError, syntaxError };
