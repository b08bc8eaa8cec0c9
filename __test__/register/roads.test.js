'use strict';

// What user code finds under the name of `vm`.

const assert = require('node:assert');
const { execFileSync } = require('node:child_process');
const { test } = require('node:test');
const { preloads, root, run } = require('./run.js');

// Expected to fail until rvm has the module classes, and then no longer marked.
const withoutModules = require('../../index.js').SourceTextModule === undefined && 'rvm has no module classes yet';

for (const fixture of ['roads.cjs', 'roads.mjs']) {
  for (const flags of [[], ['--experimental-vm-modules']]) {
    const { isRvm, ...plain } = run(fixture, { args: flags });
    assert.strictEqual(isRvm, false);

    for (const [option, preload] of Object.entries(preloads)) {
      const todo = flags.length > 0 && withoutModules;
      test(`${[...flags, option].join(' ')}: ${fixture} gets rvm and sees no other difference`, { todo }, () => {
        assert.deepStrictEqual(run(fixture, { args: [...flags, ...preload] }), { ...plain, isRvm: true });
      });
    }
  }
}

test('rvm may be loaded before vm is asked for', () => {
  const args = [...preloads['-r'], '-r', `${root}/index.js`];
  assert.strictEqual(run('roads.cjs', { args }).isRvm, true);
});

test('a process that does not use vm does not load rvm', () => {
  const code = 'console.log(Object.keys(require.cache).filter((file) => file.endsWith("index.js")).length)';
  const output = execFileSync(process.execPath, [...preloads['-r'], '-e', code], { encoding: 'utf8' });
  assert.strictEqual(output, '1\n', 'lib/register/index.js alone');
});
