'use strict';

// Differential tests: a case is a function `(vm) => value` that is run once with Node's own vm and
// once with rvm; what it returns or throws must look the same.
//
//   differential('reading globals', { 'own property': (vm) => vm.runInNewContext('x', { x: 1 }) });
//   expected('in', 'inherited names', (vm) => vm.runInNewContext('"toString" in this'), true);
//
// A promise is awaited; to look at a promise itself, return it inside an array.
//
// Environment:
//   RVM_PROVIDER=node              node:vm takes the place of rvm: checks the cases themselves
//   RVM_DIFFERENTIAL_REPORT=FILE   appends the outcomes to FILE and fails nothing (update-known-differences.js);
//                                  cases that FILE already tells of are not run
//   RVM_DIFFERENTIAL_ONLY=NAME     runs this case alone, and takes no notice of the list of known differences

const assert = require('node:assert');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const util = require('node:util');
const v8 = require('node:v8');
const reference = require('node:vm');
const { describe } = require('./describe.js');
const knownDifferences = require('./known-differences.json');

const CASE_LIMIT_MS = 10_000;
const ENDS_THE_PROCESS = 'ends the process';
const TESTS = path.resolve(__dirname, '..');

// With --expose-gc each new context of V8 would have an enumerable global `gc`.
v8.setFlagsFromString('--no-expose-gc');

const { RVM_PROVIDER, RVM_DIFFERENTIAL_REPORT, RVM_DIFFERENTIAL_ONLY } = process.env;
const rvm = RVM_PROVIDER === 'node' ? reference : require('../../index.js');

const file = path.relative(TESTS, require.main.filename).split(path.sep).join('/');
const known = knownDifferences[file] ?? {};
const names = new Set();

const readReport = () =>
  fs
    .readFileSync(RVM_DIFFERENTIAL_REPORT, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
const reported = new Set(RVM_DIFFERENTIAL_REPORT ? readReport().map((entry) => entry.started) : []);

const withLimit = async (promise) => {
  let timer;
  const limit = new Promise((resolve, reject) => {
    timer = setTimeout(() => reject(new Error('the case never settled')), CASE_LIMIT_MS);
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
};

const outcome = async (body, vm) => {
  try {
    const value = body(vm);
    return { value: describe(util.types.isPromise(value) ? await withLimit(value) : value) };
  } catch (error) {
    return { threw: describe(error) };
  }
};

const comparison = async (actual, wanted) => {
  const [rvmOutcome, wantedOutcome] = [await actual(), await wanted()];
  try {
    assert.deepStrictEqual(rvmOutcome, wantedOutcome);
    return undefined;
  } catch (difference) {
    return difference;
  }
};

const report = (entry) => fs.appendFileSync(RVM_DIFFERENTIAL_REPORT, `${JSON.stringify(entry)}\n`);

const checkReporting = async (name, compare) => {
  report({ started: name });
  const difference = await compare();
  report({ ended: name, difference: difference && util.stripVTControlCharacters(difference.message) });
};

// A case that ends the process is run in a process of its own, or no other case would be heard of.
const checkInChild = (name, reason) => {
  const { status } = spawnSync(process.execPath, [...process.execArgv, require.main.filename], {
    env: { ...process.env, RVM_DIFFERENTIAL_ONLY: name, NODE_TEST_CONTEXT: undefined },
    stdio: 'ignore',
    timeout: 2 * CASE_LIMIT_MS,
  });
  assert.notStrictEqual(status, 0, `no longer differs (${reason}): remove it from known-differences.json`);
};

const check = async (name, compare) => {
  if (RVM_DIFFERENTIAL_REPORT) return checkReporting(name, compare);
  const reason = RVM_DIFFERENTIAL_ONLY ? undefined : known[name];
  if (reason?.startsWith(ENDS_THE_PROCESS)) return checkInChild(name, reason);
  const difference = await compare();
  if (reason === undefined) {
    if (difference) throw difference;
    return undefined;
  }
  assert.ok(difference, `no longer differs (${reason}): remove it from known-differences.json`);
  return undefined;
};

const declare = (name, compare) => {
  assert.ok(!names.has(name), `two cases are called ${JSON.stringify(name)}`);
  names.add(name);
  if (reported.has(name)) return;
  if (RVM_DIFFERENTIAL_ONLY !== undefined && RVM_DIFFERENTIAL_ONLY !== name) return;
  test(name, () => check(name, compare));
};

/** Every case must give the same on node:vm and on rvm. */
const differential = (group, cases) => {
  for (const [name, body] of Object.entries(cases)) {
    declare(`${group}: ${name}`, () =>
      comparison(
        () => outcome(body, rvm),
        () => outcome(body, reference),
      ),
    );
  }
};

// Node 20 itself does otherwise in these cases; they hold for rvm, and for node:vm from Node 22 on.
const followsLaterNode = rvm !== reference || Number(process.versions.node.split('.')[0]) >= 22;

/** What rvm gives must look like `value`: for what Node 22 and later do otherwise than Node 20. */
const expected = (group, name, body, value) => {
  if (!followsLaterNode) return;
  declare(`${group}: ${name}`, () =>
    comparison(
      () => outcome(body, rvm),
      () => ({ value: describe(value) }),
    ),
  );
};

test.after(() => {
  if (RVM_DIFFERENTIAL_REPORT || RVM_DIFFERENTIAL_ONLY || !followsLaterNode) return;
  const unknown = Object.keys(known).filter((name) => !names.has(name));
  assert.deepStrictEqual(unknown, [], 'known-differences.json names cases that do not exist');
});

module.exports = { differential, expected };
