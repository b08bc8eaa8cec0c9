// Cached data of a module
//
// A module gives data from which it can be made again, as long as it was not evaluated.

const { SourceTextModule } = require('rvm');

(async () => {
  const source = `
  function add(a, b) {
    return a + b;
  }

  const x = add(1, 2);
  `;
  const module = new SourceTextModule(source);

  // Before the evaluation.
  const cachedData = module.createCachedData();
  await module.link(() => {});
  await module.evaluate();

  // The same source and the data make the same module.
  const again = new SourceTextModule(source, { cachedData });
  console.log(again.status);

  try {
    new SourceTextModule('export const x = 4;', { cachedData });
  } catch (error) {
    console.log(error.code);
  }
})();
