// The ordinary global from outside
//
// What DONT_CONTEXTIFY returns is the global object of the context: built-ins can be read from it, and both sides
// change the same object.

const vm = require('rvm');

const context = vm.createContext(vm.constants.DONT_CONTEXTIFY);

// Returned object is reference equal to globalThis in the new context.
console.log(vm.runInContext('globalThis', context) === context);

// Can be used to access globals in the new context directly.
console.log(context.Array);
vm.runInContext('foo = 1;', context);
console.log(context.foo);
context.bar = 1;
console.log(vm.runInContext('bar;', context));

// Can be frozen and it affects the inner context.
Object.freeze(context);
try {
  vm.runInContext('baz = 1; baz;', context);
} catch (e) {
  console.log(`${e}`);
}
