'use strict';

// Runs the differential tests and prints, as JSON for known-differences.json, the cases in which rvm
// differs from node:vm. Reasons that are already there are kept; the others are to be filled in.
//
//   node __test__/helpers/update-known-differences.js [--explain] [part of a file's path ...]
//
// Only the files whose paths contain one of the parts are run; what is known of other files is kept.
// Each file runs in a child process. A case that ends its process, or never comes back, is noted, and
// the file is taken up again after it.

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const TESTS = path.resolve(__dirname, '..');
const STALL_MS = 25_000; // longer than a case may take in differential.js
const ENDS_THE_PROCESS = 'ends the process';
const FILL_IN = 'reason to be filled in';

const known = JSON.parse(fs.readFileSync(path.join(__dirname, 'known-differences.json'), 'utf8'));
const explain = process.argv.includes('--explain');
const parts = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const isWanted = (file) => parts.length === 0 || parts.some((part) => file.includes(part));

const testFiles = () =>
  fs
    .readdirSync(TESTS, { recursive: true })
    .map((name) => name.split(path.sep).join('/'))
    .filter((name) => name.endsWith('.test.js') && isWanted(name))
    .filter((name) => fs.readFileSync(path.join(TESTS, name), 'utf8').includes('helpers/differential'))
    .sort();

/** Runs the cases that the report does not tell of yet. Resolves to how the process ended. */
const runFile = (file, report) =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--expose-gc', path.join(TESTS, file)], {
      env: { ...process.env, RVM_DIFFERENTIAL_REPORT: report },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let stderr = '';
    let size = 0;
    const stalled = () => {
      const now = fs.statSync(report).size;
      if (now === size) child.kill('SIGKILL');
      size = now;
    };
    const timer = setInterval(stalled, STALL_MS);
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text;
    });
    child.on('error', reject).on('close', (code, signal) => {
      clearInterval(timer);
      resolve({ ok: code === 0, how: signal ?? `exit code ${code}`, stderr });
    });
  });

const read = (report) =>
  fs
    .readFileSync(report, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

/** The entries of all cases of a file: `{ ended, difference }`, or `{ ended, fatal }`. */
const outcomesOf = async (file, report) => {
  fs.writeFileSync(report, '');
  for (;;) {
    const { ok, how, stderr } = await runFile(file, report);
    const entries = read(report);
    const ended = entries.filter((entry) => entry.ended !== undefined);
    const unfinished = entries.filter(
      (entry) => entry.started !== undefined && !ended.some((other) => other.ended === entry.started),
    );
    for (const { started } of unfinished) {
      fs.appendFileSync(report, `${JSON.stringify({ ended: started, fatal: how, difference: stderr })}\n`);
    }
    if (unfinished.length > 0) continue;
    if (!ok) {
      console.error(`${file}: ${how}, outside its cases\n${stderr}`);
      process.exitCode = 1; // what is printed is not the whole list
    }
    return ended;
  }
};

const reasonFor = (file, { ended, fatal }) => {
  const before = known[file]?.[ended];
  const fitting = before !== undefined && before.startsWith(ENDS_THE_PROCESS) === (fatal !== undefined);
  if (fitting) return before;
  return fatal === undefined ? FILL_IN : `${ENDS_THE_PROCESS}: ${fatal}`;
};

const differencesOf = async (file, report) => {
  const outcomes = await outcomesOf(file, report);
  const differing = outcomes.filter((outcome) => outcome.difference !== undefined);
  console.error(`${file}: ${differing.length} of ${outcomes.length} differ`);
  if (explain) for (const { ended, difference } of differing) console.error(`--- ${file} > ${ended}\n${difference}\n`);
  return Object.fromEntries(differing.map((outcome) => [outcome.ended, reasonFor(file, outcome)]));
};

const main = async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'differential-'));
  const result = Object.fromEntries(Object.entries(known).filter(([file]) => !isWanted(file)));
  for (const file of testFiles()) {
    const differences = await differencesOf(file, path.join(folder, 'report.jsonl'));
    if (Object.keys(differences).length > 0) result[file] = differences;
  }
  fs.rmSync(folder, { recursive: true });
  console.log(JSON.stringify(result, null, 2));
};

main();
