// The globals of the program itself
//
// runInThisContext() gives the code the program's own globals, though not the variables of the function that calls.

const vm = require('rvm');

global.globalVar = 0;

const script = new vm.Script('globalVar += 1', { filename: 'myfile.vm' });

for (let i = 0; i < 1000; ++i) {
  script.runInThisContext();
}

console.log(globalVar);
