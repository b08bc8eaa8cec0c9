// How much memory
//
// vm.measureMemory() tells it for each context.
//
// figures differ

const vm = require('rvm');

const context = vm.createContext({ a: 1 });
vm.measureMemory({ mode: 'detailed', execution: 'eager' })
  .then((result) => {
    // Reference the context here so that it won't be GC'ed
    // until the measurement is complete.
    console.log(context.a);
    console.log(result);
  });
