'use strict';

// Runs the differential tests and prints, as JSON for known-differences.json, the cases in which rvm
// differs from node:vm. Reasons that are already there are kept; the others are to be filled in.
//
//   node __test__/helpers/update-known-differences.js [--explain] [part of a file's path ...]
//
// Each file runs in a child process. A case that ends its process, or never comes back, is noted, and
// the file is run again without it.

const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const TESTS = path.resolve(__dirname, '..');
const FILE_LIMIT_MS = 120_000;
const ENDS_THE_PROCESS = 'ends the process';
const FILL_IN = 'reason to be filled in';

const known = JSON.parse(fs.readFileSync(path.join(__dirname, 'known-differences.json'), 'utf8'));
const explain = process.argv.includes('--explain');
const parts = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));

const testFiles = () =>
  fs
    .readdirSync(TESTS, { recursive: true })
    .map((name) => name.split(path.sep).join('/'))
    .filter((name) => name.endsWith('.test.js') && !name.includes('node_modules/'))
    .filter((name) => parts.length === 0 || parts.some((part) => name.includes(part)))
    .filter((name) => fs.readFileSync(path.join(TESTS, name), 'utf8').includes('helpers/differential'))
    .sort();

const runOnce = (file, skip) => {
  const reportFile = path.join(os.tmpdir(), `differential-${process.pid}.jsonl`);
  fs.writeFileSync(reportFile, '');
  const { status, signal, stderr } = spawnSync(process.execPath, ['--expose-gc', path.join(TESTS, file)], {
    env: { ...process.env, RVM_DIFFERENTIAL_REPORT: reportFile, RVM_DIFFERENTIAL_SKIP: JSON.stringify(skip) },
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    timeout: FILE_LIMIT_MS,
    killSignal: 'SIGKILL',
  });
  const entries = fs.readFileSync(reportFile, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
  fs.unlinkSync(reportFile);
  const ended = entries.filter((entry) => entry.ended);
  const started = entries.filter((entry) => entry.started).map((entry) => entry.started);
  const unfinished = started.find((name) => !ended.some((entry) => entry.ended === name));
  return { ended, unfinished, how: signal ?? `exit code ${status}`, failed: status !== 0, stderr };
};

const differencesOf = (file) => {
  const differences = {};
  const isFatal = (reason) => reason.startsWith(ENDS_THE_PROCESS);
  const note = (name, reason, text) => {
    const before = known[file]?.[name] ?? reason;
    differences[name] = isFatal(before) === isFatal(reason) ? before : reason;
    if (explain) console.error(`--- ${file} > ${name}\n${text}\n`);
  };
  const fatal = [];
  for (;;) {
    const { ended, unfinished, how, failed, stderr } = runOnce(file, fatal);
    if (unfinished !== undefined) {
      note(unfinished, `${ENDS_THE_PROCESS}: ${how}`, stderr);
      fatal.push(unfinished);
      continue;
    }
    if (failed) console.error(`${file}: ${how} outside its cases\n${stderr}`);
    for (const { ended: name, difference } of ended) if (difference) note(name, FILL_IN, difference);
    const total = ended.length + fatal.length;
    console.error(`${file}: ${Object.keys(differences).length} of ${total} differ`);
    return differences;
  }
};

const result = {};
for (const file of testFiles()) {
  const differences = differencesOf(file);
  if (Object.keys(differences).length > 0) result[file] = differences;
}
console.log(JSON.stringify(result, null, 2));
