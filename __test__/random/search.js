'use strict';

// Searches one feature for programs that differ, and shrinks what it finds. Runs in a process of its own, started by
// run.js: a program may crash or hang it. Each message is a line on standard output; a program is told before it runs.
//
//   node search.js FEATURE SEED COUNT [PATH]

const fs = require('node:fs');
const fc = require('fast-check');
const { compare } = require('./compare.js');
const features = require('./features.js');

const SHRINK_LIMIT_MS = 60_000;

const say = (message) => fs.writeSync(1, `${JSON.stringify(message)}\n`);

/** Finds the first of `count` programs that differs: `{ program, expected, actual, path }` or undefined. */
const search = async (feature, { seed, count, path, onProgram = () => {} }) => {
  const { kind, programs } = features.get(feature);
  const differs = fc.asyncProperty(programs, async (program) => {
    onProgram(program);
    if (await compare(kind, program)) throw new Error('differs');
  });
  const result = await fc.check(differs, { seed, path, numRuns: count, interruptAfterTimeLimit: SHRINK_LIMIT_MS });
  const [program] = result.counterexample ?? [];
  if (program === undefined) return undefined;
  return { program, path: result.counterexamplePath, ...(await compare(kind, program)) };
};

const main = async ([feature, seed, count, path]) => {
  process.on('unhandledRejection', () => {});
  const found = await search(feature, { seed: Number(seed), count: Number(count), path, onProgram: (program) => say({ program }) });
  say({ done: true, found });
};

if (require.main === module) main(process.argv.slice(2));

module.exports = { search };
