// A time limit
//
// `timeout` ends a run that takes too long, and the context can be used again afterwards.

const vm = require('rvm');

const context = vm.createContext({ turns: 0 });

try {
  vm.runInContext('while (true) turns++;', context, { timeout: 20 });
} catch (error) {
  console.log(error.code);
  console.log(error.message);
}

console.log(context.turns > 0);
console.log(vm.runInContext('turns = 0', context));
