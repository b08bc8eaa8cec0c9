// Many scripts, one context
//
// vm.runInContext() compiles and runs in one step.

const vm = require('rvm');

const contextObject = { globalVar: 1 };
vm.createContext(contextObject);

for (let i = 0; i < 10; ++i) {
  vm.runInContext('globalVar *= 2;', contextObject);
}
console.log(contextObject);
