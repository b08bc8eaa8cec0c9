// All in one call
//
// vm.runInNewContext() makes the context, compiles and runs.

const vm = require('rvm');

const contextObject = {
  animal: 'cat',
  count: 2,
};

vm.runInNewContext('count += 1; name = "kitty"', contextObject);
console.log(contextObject);
