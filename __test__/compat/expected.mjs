// expected.json: the tests that do not pass, each with its reason. The list may only shrink.

import { readFileSync } from 'node:fs';

/** @returns {Map<string, string>} reason by name */
export function readExpected() {
  return new Map(Object.entries(JSON.parse(readFileSync(new URL('expected.json', import.meta.url), 'utf8'))));
}

export const isGood = ({ status }) => status === 'passed' || status === 'fails as on Node';

/** What is wrong with these results, in sentences; nothing if they are as expected. */
export function compare(results, tests, expected) {
  const names = new Set(tests.map(({ name }) => name));
  const unknown = [...expected.keys()].filter((name) => !names.has(name));
  return [
    ...unknown.map((name) => `${name} is no test of Node: take it out of expected.json`),
    ...results.flatMap((result) => {
      const { test: { name }, status, line } = result;
      if (isGood(result) && expected.has(name)) return `${name} ${status}: take it out of expected.json`;
      if (!isGood(result) && !expected.has(name)) return `${name} ${status}: ${line}`;
      return [];
    }),
  ];
}
