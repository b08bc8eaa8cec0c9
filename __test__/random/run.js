'use strict';

// Compares random programs on node:vm and rvm for some minutes, and prints what differs, shrunk.
//
//   npm run random -- [--minutes N] [--seed S] [--feature NAME]...

const { spawn } = require('node:child_process');
const path = require('node:path');
const { parseArgs } = require('node:util');
const features = require('./features.js');

const BATCH = 300;
const SILENCE_LIMIT_MS = 30_000;

const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 1e9) },
    feature: { type: 'string', multiple: true, default: [...features.keys()] },
  },
});

/** Searches one feature in a child process; tells what was found, or the program at which the process ended. */
const searchInChild = (feature, seed) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(__dirname, 'search.js'), feature, String(seed), String(BATCH)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const state = { program: undefined, done: false, found: undefined };
    let unread = '';
    let errors = '';
    let silent = false;
    const stop = () => {
      silent = true;
      child.kill('SIGKILL');
    };
    let timer = setTimeout(stop, SILENCE_LIMIT_MS);
    child.stderr.on('data', (data) => (errors = (errors + data).slice(-2000)));
    child.stdout.setEncoding('utf8').on('data', (data) => {
      clearTimeout(timer);
      timer = setTimeout(stop, SILENCE_LIMIT_MS);
      const lines = (unread + data).split('\n');
      unread = lines.pop();
      for (const line of lines) Object.assign(state, JSON.parse(line));
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      const problem = silent ? 'hangs' : `ends the process (${signal ?? `code ${code}`})\n${errors.trim()}`;
      resolve(state.done ? state.found : { program: state.program, problem });
    });
  });

const indent = (lines) => lines.map((line) => `    ${line}`).join('\n');

const report = (feature, seed, { program, expected, actual, problem }) => {
  console.log(`\n== ${feature}, seed ${seed}\n${program.trim()}`);
  if (problem) console.log(`  ${problem}`);
  else console.log(`  node:vm\n${indent(expected)}\n  rvm\n${indent(actual)}`);
};

const main = async () => {
  const end = Date.now() + Number(options.minutes) * 60_000;
  let seed = Number(options.seed);
  let findings = 0;
  console.log(`seed ${seed}`);
  for (; Date.now() < end; seed++) {
    for (const feature of options.feature) {
      if (Date.now() >= end) break;
      const found = await searchInChild(feature, seed);
      if (!found) continue;
      findings++;
      report(feature, seed, found);
    }
  }
  console.log(`\n${findings} findings, next seed ${seed}`);
  process.exitCode = findings === 0 ? 0 : 1;
};

main();
