// Values cross alive
//
// Nothing is copied at the border. Functions of either side call each other, an object keeps its identity when it goes
// through and comes back, and what one side changes the other side sees.

const vm = require('rvm');

const list = ['from the host'];
const context = vm.createContext({ list, shout: (text) => text.toUpperCase() });

const Counter = vm.runInContext(`
  list.push(shout('from the guest'));
  class Counter {
    #count = 0;
    increment() { return ++this.#count; }
  }
  Counter
`, context);

console.log(list);

class LoudCounter extends Counter {
  increment() { return `${super.increment()}!`; }
}
const counter = new LoudCounter();
counter.increment();
console.log(counter.increment());

console.log(vm.runInContext('list', context) === list);
console.log(vm.runInContext('Counter', context) === Counter);
