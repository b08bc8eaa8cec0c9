'use strict';

// A few random programs of each feature, the same in every run. `npm run random` searches further.

const assert = require('node:assert');
const test = require('node:test');
const { search, describeFinding } = require('./children.js');
const features = require('./features.js');

test('random programs come to the same on node:vm and on rvm', async () => {
  const findings = [];
  await search([...features.keys()], { seed: 1, count: 15 }, (finding) => findings.push(describeFinding(finding)));
  assert.deepStrictEqual(findings, []);
});
