// Source maps
//
// A script knows the source map that its magic comment names.

const vm = require('rvm');

const script = new vm.Script(`
function myFunc() {}
//# sourceMappingURL=sourcemap.json
`);

console.log(script.sourceMapURL);
