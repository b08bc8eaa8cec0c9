// Makes a fresh clone ready to run: the npm packages if they are missing or older than package-lock.json, then the
// native half if it is missing or stale (scripts/build.mjs). Does nothing, quickly, where both are up to date.

import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

const changedAt = (name) => statSync(join(root, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;

function run(command, args, options) {
  const { error, status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

// npm writes this file last.
if (changedAt('node_modules/.package-lock.json') < changedAt('package-lock.json')) {
  console.error('setup: npm ci');
  run('npm', ['ci', '--no-audit', '--no-fund'], { shell: process.platform === 'win32' });
}
run(process.execPath, ['scripts/build.mjs', ...process.argv.slice(2)]);
