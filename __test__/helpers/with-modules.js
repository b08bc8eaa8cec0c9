'use strict';

// For the tests of modules: Node's own `vm` has them under a flag only. A test file that requires this first runs again
// in a process that has the flag, with the same reporter.

const { spawnSync } = require('node:child_process');

if (require('node:vm').SourceTextModule === undefined) {
  const args = ['--experimental-vm-modules', '--no-warnings', ...process.execArgv, ...process.argv.slice(1)];
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  process.exit(status ?? 1);
}
