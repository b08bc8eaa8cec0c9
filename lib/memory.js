'use strict';

const engine = require('./engine');
const { noOptions } = require('./options');
const { validateObject, validateOneOf } = require('./validators');
const { emitExperimentalWarning } = require('./warning');

/** Resolves with the memory that the contexts use, in Node's shape. */
function measureMemory(options = noOptions) {
  emitExperimentalWarning('vm.measureMemory');
  validateObject(options, 'options');
  const { mode = 'summary', execution = 'default' } = options;
  validateOneOf(mode, 'options.mode', ['summary', 'detailed']);
  validateOneOf(execution, 'options.execution', ['default', 'eager']);
  return engine.measureMemory(mode, execution);
}

module.exports = { measureMemory };
