// Cached data
//
// createCachedData() returns what a later process can hand over with the same source. Data of another source is
// refused. (The engine keeps no compiled code, so rvm's data is small and saves no time; it is there for programs that
// use it.)

const vm = require('rvm');

const code = `
function add(a, b) {
  return a + b;
}

const x = add(1, 2);
`;
const script = new vm.Script(code);
const cachedData = script.createCachedData();
script.runInThisContext();

console.log(Buffer.isBuffer(cachedData));
console.log(new vm.Script(code, { cachedData }).cachedDataRejected);
console.log(new vm.Script('another()', { cachedData }).cachedDataRejected);
