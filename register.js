'use strict';

// `node -r rvm/register app.js` or `node --import rvm/register app.js`: what user code gets as `vm` is rvm.
//
// Node's internals use `vm` too, and some only when they need it (node:repl, the stack that the deprecation of Buffer()
// looks at), so its object must stay as it is, for them. User code must get another object, by every road: require,
// createRequire, Module._load, process.getBuiltinModule, import in all its forms. Both sides find the module in one
// place, Node's record of the builtin: the internals call its method `compileForInternalLoader`, what serves user
// code reads its property `exports` (the same in Node 20 to 24). This preload gives the record its own version of
// both; only process.getBuiltinModule, which asks as the internals do, is wrapped. Nothing is intercepted afterwards:
// no frame is added to a stack, no cache or resolver differs, imported names and `syncBuiltinESMExports` work as Node
// wrote them.
//
// The record is held by a closure of Node. The in-process session of node:inspector is the public way to look into
// one; see lib/register/builtins.js. Measured on Node 20 (a process takes 60 to 80 ms): 5 ms, once in each thread.
// What was weighed against it:
// - module.register, the public hooks: on Node 20 they run in a thread of their own, 40 ms more for each process and
//   each worker, needed or not; require() must be patched beside them, which adds a frame to each level of it.
// - module.registerHooks, synchronous: not in Node 20.
// - assigning to the properties of Node's object: takes it from the internals; node:repl then throws.
//
// rvm itself is loaded when user code first asks for `vm`; a process that never does only pays for this preload.
//
// Under this preload what copies values to elsewhere (structuredClone, postMessage, process.send …) also accepts the
// objects of guests: lib/register/clone.js. RVM_THIS_CONTEXT=node leaves the calls that run in the main context to
// Node's own vm: lib/register/this-context.js.

require('./lib/register');
