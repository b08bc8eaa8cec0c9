// Is this a context?
//
// vm.isContext() knows contextified objects, and the globals of contexts that have no such object.

const vm = require('rvm');

const object = {};
console.log(vm.isContext(object));

vm.createContext(object);
console.log(vm.isContext(object));

console.log(vm.isContext(vm.createContext(vm.constants.DONT_CONTEXTIFY)));
