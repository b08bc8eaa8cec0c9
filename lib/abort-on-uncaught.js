'use strict';

// `node --abort-on-uncaught-exception` ends the process, with a core dump, where something is thrown that no script
// is going to catch. V8 does not look beyond native code for one: what the binding throws, and what it sees thrown,
// would always end the process. So with this option the binding leaves both to the functions here.

const { ReflectApply } = require('./primordials');

const OPTION = /^--abort[-_]on[-_]uncaught[-_]exception$/;

const isGiven = () =>
  [...process.execArgv, ...(process.env.NODE_OPTIONS ?? '').split(/\s+/)].some((option) => OPTION.test(option));

/** The binding as it is, or one whose functions throw from here: the same for each copy of this module. */
function throwFromScript(binding) {
  if (isGiven()) binding.throwing ??= makeThrowing(binding);
  return binding.throwing ?? binding;
}

function makeThrowing(binding) {
  let hasThrown = false;
  let thrown;

  function call(action, receiver, values) {
    try {
      return [true, ReflectApply(action, receiver, values)];
    } catch (error) {
      return [false, error];
    }
  }

  function throwLater(error) {
    hasThrown = true;
    thrown = error;
  }

  function throwing(action) {
    return (...values) => {
      const value = ReflectApply(action, undefined, values);
      if (!hasThrown) return value;
      const error = thrown;
      hasThrown = false;
      thrown = undefined;
      throw error; // node-do-not-add-exception-line
    };
  }

  binding.leaveThrowing(call, throwLater);
  const throwingBinding = {};
  for (const name of Object.keys(binding)) throwingBinding[name] = throwing(binding[name]);
  return throwingBinding;
}

module.exports = { throwFromScript };
