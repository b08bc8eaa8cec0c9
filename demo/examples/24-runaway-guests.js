// Guests that run away
//
// Code that recurses without end, nests too deep to be parsed or asks for more memory than there is ends with an error,
// and the program goes on.
//
// only rvm

const vm = require('rvm');

const guests = {
  'endless recursion': '(function again() { again(); })()',
  'a million brackets': '('.repeat(1_000_000),
  'a string of 24 GiB': '"0123456789abcdefghijkl".repeat(2 ** 30)',
};

for (const [name, code] of Object.entries(guests)) {
  try {
    vm.runInNewContext(code);
    console.log(`${name}: ended by itself?`);
    process.exitCode = 1;
  } catch (error) {
    console.log(`${name}: ${error.name}: ${error.message.split('\n')[0]}`);
  }
}

console.log(`the program goes on: ${vm.runInNewContext('6 * 7')}`);
