// Takes one sample in this process and prints it: `sample.mjs FILE SUBJECT [PROGRAM]`.

import { createRequire } from 'node:module';

import { emptyCall } from './subjects.mjs';

const require = createRequire(import.meta.url);
const [file, subject, program] = process.argv.slice(2);

/**
 * Nanoseconds for each of `count` operations. `run(n)` does n of them; a tenth is done first, to warm up. Crossings are
 * as many as the empty calls that they are compared with.
 */
function time(count, run) {
  run(Math.ceil(count / 10));
  const start = process.hrtime.bigint();
  run(count);
  return Number(process.hrtime.bigint() - start) / count;
}

function timeEmptyCall() {
  const { doNothing } = require('../lib/native.js');
  return time(1_000_000, (count) => {
    for (let index = 0; index < count; index++) doNothing();
  });
}

if (subject === emptyCall) {
  console.log(timeEmptyCall());
} else {
  const { measure } = await import(file);
  console.log(await measure({ vm: require(subject), time, program }));
}
