'use strict';

// engine/README.md lists every patch of the series, and none that is gone.

const assert = require('node:assert/strict');
const { readFileSync, readdirSync } = require('node:fs');
const { join } = require('node:path');
const { test } = require('node:test');

const engine = join(__dirname, '..', '..', 'engine');

test('engine/README.md lists the patches', () => {
  const sections = readFileSync(join(engine, 'README.md'), 'utf8').split(/^## The series: /m).slice(1);
  const listed = sections.flatMap((section) => {
    const crate = section.slice(0, section.indexOf('\n'));
    return [...section.matchAll(/^\| (\d{4}) /gm)].map(([, number]) => `${crate} ${number}`);
  });
  const patches = readdirSync(join(engine, 'patches')).flatMap((crate) =>
    readdirSync(join(engine, 'patches', crate)).map((name) => `${crate} ${name.slice(0, 4)}`));
  assert.deepEqual(listed.sort(), patches.sort());
});
