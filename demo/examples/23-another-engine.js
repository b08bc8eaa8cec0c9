// Another engine
//
// The code does not run on V8, the engine of Node, but on Boa, which is written in Rust. It shows where Boa knows
// newer JavaScript than the Node that you run.
//
// only rvm

const vm = require('rvm');

const code = '[typeof Promise.try, typeof Set.prototype.union, typeof Float16Array, typeof Math.sumPrecise]';

console.log('V8', process.versions.v8, require('node:vm').runInNewContext(code));
console.log('Boa', vm.runInNewContext(code));

console.log(vm.runInNewContext('[...new Set([1, 2, 3]).union(new Set([3, 4]))]'));
