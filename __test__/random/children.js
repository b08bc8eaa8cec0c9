'use strict';

// Searches in child processes, so that a program that crashes or hangs is found like any other.

const { spawn } = require('node:child_process');
const path = require('node:path');

const SILENCE_LIMIT_MS = 60_000;

/** Searches the features until one child has ended. Tells how: `done`, or the feature and program it was at. */
const watchChild = (names, { seed, count }, onFound) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(__dirname, 'search.js'), String(seed), String(count), ...names], {
      env: { ...process.env, NODE_TEST_CONTEXT: undefined },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const state = { feature: undefined, program: undefined, done: false };
    let unread = '';
    let errors = '';
    let hung = false;
    const stop = () => {
      hung = true;
      child.kill('SIGKILL');
    };
    let timer = setTimeout(stop, SILENCE_LIMIT_MS);
    child.stderr.on('data', (data) => {
      errors = (errors + data).slice(-2000);
    });
    child.stdout.setEncoding('utf8').on('data', (data) => {
      clearTimeout(timer);
      timer = setTimeout(stop, SILENCE_LIMIT_MS);
      const lines = (unread + data).split('\n');
      unread = lines.pop();
      for (const line of lines) {
        const { found, ...rest } = JSON.parse(line);
        Object.assign(state, rest);
        if (found) onFound({ feature: state.feature, ...found });
      }
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      const problem = hung ? 'hangs' : `ends the process (${signal ?? `code ${code}`})\n${errors.trim()}`;
      resolve({ ...state, problem });
    });
  });

/**
 * Runs `count` programs of each of the features, and calls `onFound` with the first of each that differs or ends the
 * process: `{ feature, program }` with `expected` and `actual`, or with `problem`.
 */
const search = async (names, options, onFound) => {
  let left = names;
  while (left.length > 0) {
    const { done, feature, program, problem } = await watchChild(left, options, onFound);
    if (done) return;
    if (program === undefined) throw new Error(`the search ${problem}`);
    onFound({ feature, program, problem });
    left = left.slice(left.indexOf(feature) + 1);
  }
};

/** What was found, as a text. */
const describeFinding = ({ feature, program, expected, actual, problem }) => {
  const indent = (lines) => lines.map((line) => `    ${line}`).join('\n');
  const outcome = problem ? `  ${problem}` : `  node:vm\n${indent(expected)}\n  rvm\n${indent(actual)}`;
  return `== ${feature}\n${program.trim()}\n${outcome}\n`;
};

module.exports = { search, describeFinding };
