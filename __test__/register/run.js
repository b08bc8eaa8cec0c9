'use strict';

// Runs a fixture in a process of its own, under the preload or not.

const { execFileSync } = require('node:child_process');
const path = require('node:path');

const root = path.resolve(__dirname, '../..');
const register = path.join(root, 'register.js');
const preloads = { '-r': ['-r', register], '--import': ['--import', register] };

/** What the fixture prints, read as JSON. */
function run(fixture, { args = [], env = {} } = {}) {
  const output = execFileSync(
    process.execPath, ['--no-warnings', ...args, path.join(__dirname, 'fixtures', fixture)],
    { encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: undefined, ...env }, timeout: 60_000 },
  );
  return JSON.parse(output);
}

module.exports = { preloads, register, root, run };
