// Not in strict mode: the arguments object of a strict function has a `callee` that cannot be deleted.

module.exports = function makeArguments() {
  return arguments;
};
