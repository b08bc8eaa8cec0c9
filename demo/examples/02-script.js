// Compile once, run often
//
// A Script is compiled code that is bound to no context. Here one runs ten times in the same context.

const vm = require('rvm');

const context = {
  animal: 'cat',
  count: 2,
};

const script = new vm.Script('count += 1; name = "kitty";');

vm.createContext(context);
for (let i = 0; i < 10; ++i) {
  script.runInContext(context);
}

console.log(context);
