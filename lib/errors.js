'use strict';

// The coded errors of Node that this API throws: same class, code, message, and first line of the stack.
// `new ERR_X(...details)`; the table at the end says which details each one takes.

const { inspect } = require('node:util');
const {
  ErrorCaptureStackTrace,
  JSONStringify,
  MathAbs,
  NumberIsInteger,
  ObjectDefineProperty,
  ReflectApply,
  StringPrototypeIncludes,
  StringPrototypeSlice,
} = require('./primordials');

const nodeErrorMark = findNodeErrorMark();

/**
 * The symbol that Node gives its own coded errors. Node's stack formatter looks for it, and then begins the stack
 * with `TypeError [CODE]: message`; every other way to get that line would have to read `stack` too early.
 */
function findNodeErrorMark() {
  try {
    Buffer.from(0);
  } catch (error) {
    for (let object = error; object !== null; object = Object.getPrototypeOf(object)) {
      const mark = Object.getOwnPropertySymbols(object).find((symbol) => symbol.description === 'kIsNodeError');
      if (mark !== undefined) {
        return mark;
      }
    }
  }
  return Symbol('kIsNodeError');
}

function codedError(code, Base, message) {
  return class NodeError extends Base {
    code = code;

    constructor(...details) {
      super();
      ObjectDefineProperty(this, 'message', {
        __proto__: null,
        value: ReflectApply(message, this, details),
        writable: true,
        configurable: true,
      });
    }

    // Node's coded errors show the class that they extend, not the class that makes them.
    get ['constructor']() {
      return Base;
    }

    get [nodeErrorMark]() {
      return true;
    }

    toString() {
      return `${this.name} [${code}]: ${this.message}`;
    }
  };
}

/** A coded error of Node's native half, which shows its code less. */
function nativeError(code, message) {
  const error = new Error(message);
  error.code = code;
  return error;
}

/** Makes the stack of `error` begin at the caller of `hidden`, and returns the error. */
function hideFrame(error, hidden) {
  if (Error.stackTraceLimit) {
    ErrorCaptureStackTrace(error, hidden);
  }
  return error;
}

function argumentOrProperty(name) {
  return StringPrototypeIncludes(name, '.') ? 'property' : 'argument';
}

function describeReceived(value) {
  switch (typeof value) {
    case 'undefined':
      return 'undefined';
    case 'bigint':
      return `type bigint (${value}n)`;
    case 'number':
      return `type number (${value === 0 && 1 / value < 0 ? '-0' : value})`;
    case 'boolean':
      return `type boolean (${value})`;
    case 'symbol':
      return `type symbol (${String(value)})`;
    case 'function':
      return `function ${value.name}`;
    case 'string':
      return `type string (${describeString(value)})`;
    default:
      return value === null ? 'null' : describeObject(value);
  }
}

function describeString(value) {
  const shown = value.length > 28 ? `${StringPrototypeSlice(value, 0, 25)}...` : value;
  return StringPrototypeIncludes(shown, "'") ? JSONStringify(shown) : `'${shown}'`;
}

function describeObject(value) {
  if (value.constructor && 'name' in value.constructor) {
    return `an instance of ${value.constructor.name}`;
  }
  return inspect(value, { __proto__: null, depth: -1 });
}

/** Puts `_` before every three characters from the end, as Node does: `4_294_967_297`, but also `1e_+21`. */
function separateThousands(digits) {
  const start = digits[0] === '-' ? 1 : 0;
  let end = digits.length;
  let separated = '';
  for (; end >= start + 4; end -= 3) {
    separated = `_${StringPrototypeSlice(digits, end - 3, end)}${separated}`;
  }
  return StringPrototypeSlice(digits, 0, end) + separated;
}

const table = {
  ERR_CONTEXT_NOT_INITIALIZED: [Error, () => 'context used is not initialized'],

  // `expected` is the end of the sentence: 'of type string', 'an instance of Array'.
  ERR_INVALID_ARG_TYPE: [TypeError, (name, expected, value) =>
    `The "${name}" ${argumentOrProperty(name)} must be ${expected}. Received ${describeReceived(value)}`],

  ERR_INVALID_THIS: [TypeError, (name) => `Value of "this" must be of type ${name}`],

  ERR_INVALID_ARG_VALUE: [TypeError, (name, value, reason) => {
    const inspected = inspect(value);
    const shown = inspected.length > 128 ? `${StringPrototypeSlice(inspected, 0, 128)}...` : inspected;
    return `The ${argumentOrProperty(name)} '${name}' ${reason}. Received ${shown}`;
  }],

  ERR_MODULE_LINK_MISMATCH: [TypeError, (message) => message],

  ERR_OUT_OF_RANGE: [RangeError, (name, range, value) => {
    const isLarge = NumberIsInteger(value) && MathAbs(value) > 2 ** 32;
    const shown = isLarge ? separateThousands(String(value)) : inspect(value);
    return `The value of "${name}" is out of range. It must be ${range}. Received ${shown}`;
  }],

  ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING: [TypeError, () => 'A dynamic import callback was not specified.'],
  ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING_FLAG: [TypeError, () =>
    'A dynamic import callback was invoked without --experimental-vm-modules'],

  ERR_VM_MODULE_ALREADY_LINKED: [Error, () => 'Module has already been linked'],
  ERR_VM_MODULE_CANNOT_CREATE_CACHED_DATA: [Error, () =>
    'Cached data cannot be created for a module which has been evaluated'],
  ERR_VM_MODULE_DIFFERENT_CONTEXT: [Error, () => 'Linked modules must use the same context'],
  ERR_VM_MODULE_LINK_FAILURE: [Error, function (message, cause) {
    this.cause = cause;
    return message;
  }],
  ERR_VM_MODULE_NOT_MODULE: [Error, () => 'Provided module is not an instance of Module'],
  ERR_VM_MODULE_STATUS: [Error, (status) => `Module status ${status}`],
};

for (const [code, [Base, message]] of Object.entries(table)) {
  exports[code] = codedError(code, Base, message);
}
exports.hideFrame = hideFrame;
exports.nativeError = nativeError;
