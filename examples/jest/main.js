'use strict';

// Runs the suite as `npx jest` does, two files in two worker processes, and prints what came of each test. One test
// fails on purpose: its message and its stack are part of what is compared.

const { runCLI } = require('jest');

const tidy = (message) => message
  .replaceAll(__dirname, '.')
  .split('\n')
  .filter((line) => !/^\s+at (?!.*__tests__|.*src)/.test(line))
  .join('\n');

runCLI({
  $0: 'jest', _: [], ci: true, silent: true, reporters: [], maxWorkers: 2, cache: false, colors: false,
}, [__dirname]).then(({ results }) => {
  for (const file of [...results.testResults].sort((a, b) => (a.testFilePath < b.testFilePath ? -1 : 1))) {
    if (file.testExecError) {
      console.log(tidy(file.testExecError.stack ?? file.testExecError.message));
    }
    for (const test of file.testResults) {
      console.log(test.status, test.fullName, test.failureMessages.map(tidy).join('\n'));
    }
  }
  const { matched, unmatched, added } = results.snapshot;
  console.log(`snapshots: ${matched} matched, ${unmatched} not, ${added} added`);
});
