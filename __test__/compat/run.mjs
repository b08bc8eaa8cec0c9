// Runs one of Node's tests unchanged, in a process of its own.

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PRELOAD = fileURLToPath(new URL('preload.cjs', import.meta.url));
const LIMIT = 120_000; // ms; what Node's own runner gives
const LINE_LIMIT = 300;
const ERROR = /^\[?(?:Uncaught )?[\w$]*(?:Error|Exception)\b.*:|^Mismatched .* function calls/;

/**
 * @param {'rvm' | 'node'} provider  whose `vm` the test gets
 * @returns {Promise<{ status: 'passed' | 'failed' | 'skipped' | 'not run', line?: string, time: number }>}  `line` says
 *   why it did not pass
 */
export async function runFile({ file, flags }, provider = 'rvm') {
  const folder = mkdtempSync(join(tmpdir(), 'rvm-compat-'));
  const sign = join(folder, 'loaded');
  const start = performance.now();
  try {
    const outcome = await runProcess([...flags, file], {
      cwd: dirname(dirname(dirname(file))),
      env: {
        ...process.env,
        NODE_TEST_DIR: folder,
        ...(provider === 'rvm' && { NODE_OPTIONS: `--require ${JSON.stringify(PRELOAD)}`, RVM_COMPAT_SIGN: sign }),
      },
    });
    const time = performance.now() - start;
    const wasUsed = provider === 'node' || existsSync(sign);
    return { ...judge(outcome, wasUsed), time };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runProcess(args, { cwd, env }) {
  return new Promise((resolve, reject) => {
    // Some tests abort, which shall leave no core files. A group of its own: a test that hangs may have children.
    const child = spawn(
      'sh', ['-c', 'ulimit -c 0; exec "$@"', 'sh', process.execPath, ...args],
      { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const outcome = { output: '', errors: '', isLate: false };
    child.stdout.setEncoding('utf8').on('data', (text) => outcome.output += text);
    child.stderr.setEncoding('utf8').on('data', (text) => outcome.errors += text);
    const killGroup = () => {
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch (error) {
        if (error.code !== 'ESRCH') throw error;
      }
    };
    const timer = setTimeout(() => {
      outcome.isLate = true;
      killGroup();
    }, LIMIT);
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      Object.assign(outcome, { code, signal });
      if (!outcome.isLate) killGroup(); // what the test left behind would hold the pipes open
    });
    child.on('close', () => resolve(outcome));
  });
}

function judge({ code, signal, isLate, output, errors }, wasUsed) {
  if (isLate) return { status: 'failed', line: `not done after ${LIMIT / 1000} s` };
  if (signal) return { status: 'failed', line: `ended by ${signal}` };
  if (code !== 0) return { status: 'failed', line: lastError(errors) ?? lastError(output) ?? `exit code ${code}` };
  const skipped = /^1\.\.0 # Skipped: (.*)/m.exec(output);
  if (skipped) return { status: 'skipped', line: skipped[1] };
  if (!wasUsed) return { status: 'not run', line: 'passed without loading rvm' };
  return { status: 'passed' };
}

/** The last thing that went wrong: the line that names the error, and what belongs to it down to the stack. */
function lastError(text) {
  const lines = text.split('\n').map((line) => line.trim());
  const begin = lines.findLastIndex((line) => ERROR.test(line));
  if (begin < 0) return lines.findLast((line) => /\w/.test(line) && !line.startsWith('Node.js v'));
  const length = lines.slice(begin).findIndex((line) => line === '' || line.startsWith('at '));
  return lines.slice(begin, length < 0 ? undefined : begin + length).join(' ').slice(0, LINE_LIMIT);
}
