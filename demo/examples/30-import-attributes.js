// Import attributes
//
// A linker is told of the attributes of each import.

const { SourceTextModule, SyntheticModule } = require('rvm');

(async () => {
  const files = { 'data.json': '{ "hello": "world" }' };

  const module = new SourceTextModule('import data from "data.json" with { type: "json" }; export { data };');
  await module.link((specifier, referencingModule, extra) => {
    console.log(specifier, referencingModule === module, extra.attributes);
    if (extra.attributes.type !== 'json') throw new Error('Not JSON');
    return new SyntheticModule(['default'], function() {
      this.setExport('default', JSON.parse(files[specifier]));
    });
  });
  await module.evaluate();
  console.log(module.namespace.data, module.dependencySpecifiers);
})();
