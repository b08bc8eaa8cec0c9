'use strict';

// Compares random programs on node:vm and rvm for some minutes, and prints what differs, shrunk.
//
//   npm run random -- [--minutes N] [--seed S] [--feature NAME]...

const { parseArgs } = require('node:util');
const { search, describeFinding } = require('./children.js');
const features = require('./features.js');

const PROGRAMS = 200;

const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 1e9) },
    feature: { type: 'string', multiple: true, default: [...features.keys()] },
  },
});

const main = async () => {
  const end = Date.now() + Number(options.minutes) * 60_000;
  let seed = Number(options.seed);
  let findings = 0;
  for (; Date.now() < end; seed++) {
    for (const feature of options.feature) {
      if (Date.now() >= end) break;
      await search([feature], { seed, count: PROGRAMS }, (finding) => {
        findings++;
        console.log(`seed ${seed}\n${describeFinding(finding)}`);
      });
    }
  }
  console.log(`${findings} findings with seeds ${options.seed} to ${seed - 1}`);
  process.exitCode = findings === 0 ? 0 : 1;
};

main();
