// SourceTextModule, in a module
//
// The same, imported.

import { SourceTextModule, createContext } from 'rvm';

const contextifiedObject = createContext({
  secret: 42,
  print: console.log,
});

// Step 1: make a module from its source.
const bar = new SourceTextModule(`
  import s from 'foo';
  s;
  print(s);
`, { context: contextifiedObject });

// Step 2: link it. The linker is asked for each module that `bar` imports.
async function linker(specifier, referencingModule) {
  if (specifier === 'foo') {
    return new SourceTextModule(`
      // The "secret" variable refers to the global variable we added to
      // "contextifiedObject" when creating the context.
      export default secret;
    `, { context: referencingModule.context });
  }
  throw new Error(`Unable to resolve dependency: ${specifier}`);
}
await bar.link(linker);

// Step 3: evaluate it. Prints 42.
await bar.evaluate();
console.log(bar);
