// import()
//
// With USE_MAIN_CONTEXT_DEFAULT_LOADER the code may import what the program may. What comes is an object of the program,
// made by the program's classes.

const { Script, constants } = require('rvm');

const script = new Script(
  'import("node:fs").then(({readFile}) => readFile instanceof Function)',
  { importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER });

// false: readFile is loaded from the main context and is not an instance of the Function
// class in the new context.
script.runInNewContext().then(console.log);
