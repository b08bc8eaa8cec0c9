// Globals of its own
//
// Code runs in a context: an object whose properties are the global variables of that code. What the code does to its
// globals shows on the object, and the reverse. The program outside is not touched.

const vm = require('rvm');

const x = 1;

const context = { x: 2 };
vm.createContext(context); // Contextify the object.

const code = 'x += 40; var y = 17;';
// `x` and `y` are global variables in the context.
// Initially, x has the value 2 because that is the value of context.x.
vm.runInContext(code, context);

console.log(context.x);
console.log(context.y);

console.log(x); // y is not defined here.
