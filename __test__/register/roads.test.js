'use strict';

// What user code finds under the name of `vm`.

const assert = require('node:assert');
const { execFileSync } = require('node:child_process');
const { test } = require('node:test');
const { preloads, root, run } = require('./run.js');

for (const fixture of ['roads.cjs', 'roads.mjs', 'import.cjs']) {
  for (const flags of [[], ['--experimental-vm-modules']]) {
    const { isRvm, ...plain } = run(fixture, { args: flags });
    assert.strictEqual(isRvm, false);

    for (const [option, preload] of Object.entries(preloads)) {
      test(`${[...flags, option].join(' ')}: ${fixture} gets rvm and sees no other difference`, () => {
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
