// Errors say where
//
// File names and offsets show in stacks, as they do for code of the program. An error of the context is an instance of
// the context's own classes.

const vm = require('rvm');

const context = vm.createContext();
const options = { filename: 'shop.js', lineOffset: 99 };

try {
  vm.runInContext('function price(item) {\n  return item.cents;\n}\nprice();', context, options);
} catch (error) {
  console.log(error.stack.split('\n').find((line) => line.includes('at price')).trim());
  console.log(error instanceof TypeError, error instanceof vm.runInContext('TypeError', context));
}

try {
  new vm.Script('let broken = ;', options);
} catch (error) {
  console.log(error.stack.split('\n')[0], error.name);
}
