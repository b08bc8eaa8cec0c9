'use strict';

// Searches features for programs that differ, and shrinks what it finds. Runs in a process of its own, started by
// children.js: a program may crash or hang it, or leave rejections unhandled. Each message is a line on standard
// output; a program is told before it runs.
//
//   node search.js SEED COUNT FEATURE...

const fs = require('node:fs');
const fc = require('fast-check');
const { compare } = require('./compare.js');
const features = require('./features.js');

const SHRINK_LIMIT_MS = 60_000;

const say = (message) => fs.writeSync(1, `${JSON.stringify(message)}\n`);

/** Finds the first of `count` programs that differs, as small as it gets. */
const search = async (feature, seed, count) => {
  const { kind, programs } = features.get(feature);
  const differs = fc.asyncProperty(programs, async (program) => {
    say({ program });
    if (await compare(kind, program)) throw new Error('differs');
  });
  const { counterexample } = await fc.check(differs, {
    seed,
    numRuns: count,
    interruptAfterTimeLimit: SHRINK_LIMIT_MS,
  });
  if (counterexample === null) return undefined;
  const [program] = counterexample;
  return { program, ...(await compare(kind, program)) };
};

const main = async ([seed, count, ...names]) => {
  process.on('unhandledRejection', () => {});
  for (const feature of names) {
    say({ feature });
    const found = await search(feature, Number(seed), Number(count));
    if (found) say({ found });
  }
  say({ done: true });
};

main(process.argv.slice(2));
