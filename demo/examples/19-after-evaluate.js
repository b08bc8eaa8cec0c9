// A time limit for promises too
//
// Jobs of promises run after the script, when its time limit is over. In a context with a queue of its own they belong
// to the run, and so to its limit.

const vm = require('rvm');

function loop() {
  while (1) turn();
}

let turns = 0;
function turn() {
  turns++;
}

try {
  vm.runInNewContext(
    'Promise.resolve().then(() => loop());',
    { loop, console },
    { timeout: 5, microtaskMode: 'afterEvaluate' },
  );
} catch (error) {
  console.log(error.code);
}
console.log(turns > 0);
