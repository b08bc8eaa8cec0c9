// SyntheticModule
//
// A module that is not made from source: its exports are set from outside, here from JSON.

const { SourceTextModule, SyntheticModule } = require('rvm');

(async () => {
  const source = '{ "a": 1 }';
  const json = new SyntheticModule(['default'], function() {
    const object = JSON.parse(source);
    this.setExport('default', object);
  });

  const user = new SourceTextModule('import json from "settings"; export const a = json.a;');
  await user.link(() => json);
  await user.evaluate();
  console.log(user.namespace);

  // An export can also be set by its module, and later again.
  const counter = new SyntheticModule(['x'], () => {
    counter.setExport('x', 1);
  });
  await counter.link(() => {});
  await counter.evaluate();
  console.log(counter.namespace.x);
  counter.setExport('x', 2);
  console.log(counter.namespace.x);
})();
