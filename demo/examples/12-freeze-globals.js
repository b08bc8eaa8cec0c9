// A global that can be frozen
//
// With DONT_CONTEXTIFY a context has an ordinary global object.

const vm = require('rvm');

// Use vm.constants.DONT_CONTEXTIFY to freeze the global object.
const context = vm.createContext(vm.constants.DONT_CONTEXTIFY);
vm.runInContext('Object.freeze(globalThis);', context);
try {
  vm.runInContext('bar = 1; bar;', context);
} catch (e) {
  console.log(`${e}`);
}
