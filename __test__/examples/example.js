'use strict';

// Runs an example as its reader would, with Node's vm and with rvm's, and compares what it prints.

const assert = require('node:assert');
const { execFile, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { promisify } = require('node:util');

const register = path.resolve(__dirname, '../../register.js');
const unreachable = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH)\b/;

/** Installs what the example depends on, unless it is there. False if the registry cannot be reached. */
function install(directory) {
  const { dependencies } = JSON.parse(fs.readFileSync(path.join(directory, 'package.json'), 'utf8'));
  const isInstalled = Object.entries(dependencies).every(([name, version]) => {
    const file = path.join(directory, 'node_modules', name, 'package.json');
    return fs.existsSync(file) && JSON.parse(fs.readFileSync(file, 'utf8')).version === version;
  });
  if (isInstalled) {
    return true;
  }
  const { status, stderr } = spawnSync(
    'npm', ['install', '--no-package-lock', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'],
    { cwd: directory, encoding: 'utf8', shell: process.platform === 'win32' },
  );
  if (status !== 0 && !unreachable.test(stderr)) {
    throw new Error(`npm install failed in ${directory}\n${stderr}`);
  }
  return status === 0;
}

/** Under the options of the process that runs the tests nothing could be told from a plain run. */
const { NODE_OPTIONS, NODE_TEST_CONTEXT, ...env } = process.env;

async function run(directory, args) {
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath, [...args, 'main.js'], { cwd: directory, env, timeout: 180_000 },
  );
  return { stdout, stderr };
}

function testExample(name, isExpected) {
  const directory = path.resolve(__dirname, '../../examples', name);

  test(`${name} does the same on node:vm and on rvm`, async (t) => {
    if (!install(directory)) {
      t.skip('the registry cannot be reached');
      return;
    }
    const plain = await run(directory, []);
    assert.match(plain.stdout, isExpected);
    assert.deepStrictEqual(await run(directory, ['-r', register]), plain);
    assert.deepStrictEqual(await run(directory, ['--import', register]), plain);
  });
}

module.exports = { testExample };
