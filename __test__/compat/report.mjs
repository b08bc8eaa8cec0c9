// What the command prints.

import { isGood } from './expected.mjs';

export function printResult(result) {
  const { test: { name }, status, line, time } = result;
  console.log(`${isGood(result) ? '  ' : '✗ '}${name}  ${status}  ${(time / 1000).toFixed(1)} s`);
  if (line !== undefined) console.log(`      ${line}`);
}

const count = (results) => `${results.filter(isGood).length} of ${results.length}`;

export function printSummary(results, faults) {
  console.log(`\n${count(results.filter(({ test }) => test.isNamedAfterVm))} of Node's tests of vm pass, ` +
    `and ${count(results.filter(({ test }) => !test.isNamedAfterVm))} others that use it.`);
  for (const fault of faults) console.log(`✗ ${fault}`);
}
