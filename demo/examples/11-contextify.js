// What it means to contextify
//
// The global object of a context stands before your object, and is not the object itself. So it has its quirks: for
// example it cannot be frozen.

const vm = require('rvm');

// An undefined `contextObject` option makes the global object contextified.
const context = vm.createContext();
console.log(vm.runInContext('globalThis', context) === context);

// A contextified global object cannot be frozen.
try {
  vm.runInContext('Object.freeze(globalThis);', context);
} catch (e) {
  console.log(`${e}`);
}
console.log(vm.runInContext('globalThis.foo = 1; foo;', context));
