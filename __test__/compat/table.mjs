// The table of docs/compatibility.md, made from the tests there are and those that are expected not to pass.

import { readFileSync, writeFileSync } from 'node:fs';

const DOCUMENT = new URL('../../docs/compatibility.md', import.meta.url);
const PLACE = /(<!-- compat: by `npm run compat -- --write` -->\n)[^]*(\n<!-- end of compat -->)/;

const row = (...cells) => `| ${cells.join(' | ')} |`;

function tally(label, tests, expected) {
  const passing = tests.filter(({ name }) => !expected.has(name));
  return row(label, tests.length, passing.length);
}

function makeTable(tests, expected) {
  const issues = tests.filter(({ isKnownIssue }) => isKnownIssue);
  const named = tests.filter(({ isNamedAfterVm, isKnownIssue }) => isNamedAfterVm && !isKnownIssue);
  const others = tests.filter(({ isNamedAfterVm }) => !isNamedAfterVm);
  return [
    row('tests of Node 20.19.2', 'files', 'pass'),
    '|---|---|---|',
    tally('`test-vm-*`', named, expected),
    tally('`known_issues/test-vm-*`: fail as on Node, or pass', issues, expected),
    tally('others that load `vm`', others, expected),
    '',
    row('does not pass', 'because'),
    '|---|---|',
    ...[...expected].map(([name, reason]) => row(`\`${name}\``, reason)),
  ].join('\n');
}

const place = (document, table) => document.replace(PLACE, (_, before, after) => before + table + after);

export function writeTable(tests, expected) {
  writeFileSync(DOCUMENT, place(readFileSync(DOCUMENT, 'utf8'), makeTable(tests, expected)));
}

/** Whether the document says what is true today. */
export function checkTable(tests, expected) {
  const document = readFileSync(DOCUMENT, 'utf8');
  if (!PLACE.test(document)) return ['docs/compatibility.md has no place for the table'];
  if (place(document, makeTable(tests, expected)) === document) return [];
  return ['the table of docs/compatibility.md is not that of today: npm run compat -- --write'];
}
