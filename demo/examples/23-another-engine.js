// Another engine
//
// The code does not run on V8, the engine of Node, but on Boa, which is written in Rust. V8 can tell: it knows of the
// contexts of node:vm, and of none of rvm's, nor of what code in them allocates.
//
// only rvm

const v8 = require('node:v8');

function look(name, vm) {
  const before = v8.getHeapStatistics();
  const contexts = Array.from({ length: 10 }, () => vm.createContext());
  for (const context of contexts) {
    vm.runInContext('var list = Array.from({ length: 100_000 }, (_, i) => ({ i }))', context);
  }
  const after = v8.getHeapStatistics();

  console.log(name);
  console.log('  contexts made: ', contexts.length);
  console.log('  known to V8:   ', after.number_of_native_contexts - before.number_of_native_contexts);
  console.log("  on V8's heap:  ", Math.round((after.used_heap_size - before.used_heap_size) / 2 ** 20), 'MiB');
}

look('node:vm', require('node:vm'));
look('rvm', require('rvm'));
