// import() answered by a function
//
// The function decides what `import()` gives. It is told whose `import()` it is, however late that runs.

const { Script, SyntheticModule } = require('rvm');

(async () => {
  const script = new Script(
    'import("foo.json", { with: { type: "json" } })',
    {
      async importModuleDynamically(specifier, referrer, importAttributes) {
        console.log(specifier); // 'foo.json'
        console.log(referrer === script); // The compiled script
        console.log(importAttributes); // { type: 'json' }
        const m = new SyntheticModule(['bar'], () => {});
        await m.link(() => {});
        m.setExport('bar', { hello: 'world' });
        return m;
      },
    });
  const result = await script.runInThisContext();
  console.log(result); // { bar: { hello: 'world' } }
})();
