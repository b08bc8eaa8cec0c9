// `npm run compat`: Node's own tests of `vm`, unchanged, on rvm.
//
//   npm run compat                              all of them; fails on a regression
//   npm run compat -- vm-basic vm-module        those whose names have one of these words in them
//   npm run compat -- --node-source DIR         with this source of Node instead of Debian's package
//   npm run compat -- --write                   also writes the table of docs/compatibility.md
//   RVM_PROVIDER=node npm run compat            on Node's own vm, to see what this machine can run

import { parseArgs } from 'node:util';

import { compare, readExpected } from './expected.mjs';
import { printResult, printSummary } from './report.mjs';
import { runFile } from './run.mjs';
import { selectFiles } from './select.mjs';
import { NotFetched, findTests } from './source.mjs';
import { checkTable, writeTable } from './table.mjs';

const AT_ONCE = 2;

/** `EX_TEMPFAIL` of sysexits.h, for .ci/run. */
const NO_SOURCE = 75;

const { values: options, positionals: words } = parseArgs({
  allowPositionals: true,
  options: { 'node-source': { type: 'string' }, 'write': { type: 'boolean', default: false } },
});

const provider = process.env.RVM_PROVIDER ?? 'rvm';
const tests = selectFiles(sourceOfTests());
const chosen = tests.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));

/** The folder of the tests. Where they cannot be fetched the process ends with the code for what may be there another time. */
function sourceOfTests() {
  try {
    return findTests(options['node-source']);
  } catch (error) {
    if (!(error instanceof NotFetched)) throw error;
    console.error(`compat: no source of Node: ${error.message}`);
    return process.exit(NO_SOURCE);
  }
}

/** Times are told in some messages. */
const isSame = (line, other) => line.replace(/\d+/g, 'N') === other.replace(/\d+/g, 'N');

async function runTest(test) {
  const result = { test, ...await runFile(test, provider) };
  if (test.isKnownIssue && result.status === 'failed' && provider === 'rvm') {
    // Node's runner wants these to fail; here the failure must be the same.
    const { line } = await runFile(test, 'node');
    if (isSame(line, result.line)) result.status = 'fails as on Node';
  }
  return result;
}

const results = [];

async function runTests(waiting, atOnce) {
  await Promise.all(Array.from({ length: atOnce }, async () => {
    while (waiting.length > 0) {
      const result = await runTest(waiting.shift());
      results.push(result);
      printResult(result);
    }
  }));
}

await runTests(chosen.filter(({ isParallel }) => isParallel), AT_ONCE);
await runTests(chosen.filter(({ isParallel }) => !isParallel), 1);

if (provider === 'rvm') {
  const expected = readExpected();
  const faults = compare(results, tests, expected);
  if (options.write) writeTable(tests, expected);
  else faults.push(...checkTable(tests, expected));
  printSummary(results, faults);
  process.exitCode = faults.length > 0 ? 1 : 0;
} else {
  printSummary(results, []);
}
