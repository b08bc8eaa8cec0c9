'use strict';

// Short ways of writing the cases of differential tests.

const { spawn } = require('node:child_process');
const path = require('node:path');
const nodeVm = require('node:vm');

const INDEX = path.resolve(__dirname, '../../index.js');

/** The value of `code` in a new context around `sandbox`. */
const run = (vm, code, sandbox = {}, options = undefined) => vm.runInContext(code, vm.createContext(sandbox), options);

/** What `action` throws, whatever it is. */
const thrown = (action) => {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
};

/** The value or the thrown thing, as data. */
const attempt = (action) => {
  try {
    return { value: action() };
  } catch (error) {
    return { threw: error };
  }
};

const rowName = (make, steps) =>
  [
    String(make)
      .replace(/^\(\) => /, '')
      .replace(/^\((.*)\)$/s, '$1'),
    ...steps.map(String),
  ]
    .join(' | ')
    .replace(/\s+/g, ' ');

/**
 * Cases from rows `[make, ...steps]`: a context around `make()`, and in it one step after the other:
 * guest code, or a host function `(sandbox, vm)`. The case tells what each step gave and what the
 * sandbox is afterwards. Rows are named by their text.
 */
const rows = (table) =>
  Object.fromEntries(
    table.map(([make, ...steps]) => [
      rowName(make, steps),
      (vm) => {
        const sandbox = make();
        vm.createContext(sandbox);
        const results = steps.map((step) =>
          attempt(() => (typeof step === 'string' ? vm.runInContext(step, sandbox) : step(sandbox, vm))),
        );
        return { results, sandbox };
      },
    ]),
  );

/** Cases from a list of guest programs, each run in a context of its own; `look` sees the value. */
const programs = (sources, look = (value) => value) =>
  Object.fromEntries(sources.map((code) => [code.replace(/\s+/g, ' '), (vm) => look(run(vm, code), vm)]));

const isGuestFrame = (line) => /\.vm\b|evalmachine\.<anonymous>/.test(line);
const isBuiltinFrame = (line) => line.endsWith('(<anonymous>)');
const hostFunction = (line) => /^ {4}at (?:async )?(?:Object\.|Function\.)?(host\w*) /.exec(line)?.[1];

// Keeps what both implementations have in common: the frames of guest files (*.vm), of builtins
// between them, and of host functions whose names begin with "host", without their places.
const guestFrames = (lines) => {
  const kept = lines
    .map((line) =>
      isGuestFrame(line) || isBuiltinFrame(line) ? line : hostFunction(line) && `    at ${hostFunction(line)} (host)`,
    )
    .filter(Boolean);
  while (kept.length > 0 && isBuiltinFrame(kept.at(-1)) && !isGuestFrame(kept.at(-1))) kept.pop();
  return kept;
};

/** The stack of an error without the frames of the implementation and of the tests. */
const guestStack = ({ stack }) => {
  if (typeof stack !== 'string') return stack;
  const lines = stack.split('\n');
  const first = lines.findIndex((line) => line.startsWith('    at '));
  if (first < 0) return stack;
  return [...lines.slice(0, first), ...guestFrames(lines.slice(first))].join('\n');
};

/** The part of the stack above the frames: arrow and header. */
const heading = ({ stack }) => (typeof stack === 'string' ? stack.replace(/\n {4}at [^]*$/, '') : stack);

const withoutHostFrames = (text) =>
  text
    .split('\n')
    .filter((line) => !/^ +(at |\.\.\. \d+ lines matching)/.test(line) || isGuestFrame(line))
    .join('\n')
    .replace(/\(node:\d+\)/g, '(node:PID)')
    .replace(/Node\.js v[\d.]+/, 'Node.js VERSION');

/**
 * Runs a host program in a child process, where `vm` is the given implementation.
 * `signal` is sent to it when it has printed "ready".
 */
const child = (vm, source, { signal } = {}) =>
  new Promise((resolve, reject) => {
    const provider = JSON.stringify(vm === nodeVm ? 'node:vm' : INDEX);
    const program = `const vm = require(${provider});\n${source}`;
    const childProcess = spawn(process.execPath, ['-e', program], {
      env: { ...process.env, NODE_TEST_CONTEXT: undefined, NODE_OPTIONS: '' },
      timeout: 8_000,
    });
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr']) {
      childProcess[name].setEncoding('utf8').on('data', (text) => {
        const wasReady = output.stdout.includes('ready');
        output[name] += text;
        if (signal && !wasReady && output.stdout.includes('ready')) childProcess.kill(signal);
      });
    }
    childProcess.on('error', reject).on('close', (code, endedBy) => {
      resolve({ code, endedBy, stdout: output.stdout, stderr: withoutHostFrames(output.stderr) });
    });
  });

module.exports = { run, thrown, attempt, rows, programs, guestStack, heading, child };
