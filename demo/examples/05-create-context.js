// A global of the same name
//
// The global of the context and the global of the program are two variables.

const vm = require('rvm');

global.globalVar = 3;

const context = { globalVar: 1 };
vm.createContext(context);

vm.runInContext('globalVar *= 2;', context);

console.log(context);

console.log(global.globalVar);
