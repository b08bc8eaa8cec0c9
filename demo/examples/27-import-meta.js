// import.meta
//
// What it contains is the program's to say. An object that is made outside of the context comes from outside: its
// prototype is another one there.

const { SourceTextModule, createContext, runInContext } = require('rvm');

(async () => {
  const contextifiedObject = createContext({ secret: 42 });

  const module = new SourceTextModule(
    'Object.getPrototypeOf(import.meta.prop).secret = secret;',
    {
      initializeImportMeta(meta) {
        // This object is made in the main context, and so is its prototype.
        meta.prop = {};
      },
    });
  // Since the module has no dependencies, the linker is never called.
  await module.link(() => {});

  try {
    await module.evaluate();
  } catch (error) {
    // The module has no `context`, so it does not see "secret".
    console.log(error.message);
  }

  const inContext = new SourceTextModule('Object.getPrototypeOf(import.meta.prop).secret = secret;', {
    context: contextifiedObject,
    initializeImportMeta(meta) {
      meta.prop = runInContext('({})', contextifiedObject);
    },
  });
  await inContext.link(() => {});
  await inContext.evaluate();
  // The prototype of the context has it, that of the program does not.
  console.log(runInContext('({}).secret', contextifiedObject), {}.secret);
})();
