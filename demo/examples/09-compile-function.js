// A function from text
//
// vm.compileFunction() compiles a body with parameters. `parsingContext` says whose globals it sees, and the
// properties of `contextExtensions` are variables around it. This is how module wrappers are made.

const vm = require('rvm');

const add = vm.compileFunction('return a + b;', ['a', 'b']);
console.log(add(40, 2));

const context = vm.createContext({ greeting: 'Hello' });
const greet = vm.compileFunction('return `${greeting}, ${name}${mark}`;', ['name'], {
  parsingContext: context,
  contextExtensions: [{ mark: '!' }],
});
console.log(greet('world'));

context.greeting = 'Good morning';
console.log(greet('world'));
