// `npm run bench`: rvm, node:vm and Boa alone, one after the other in every round, so that what else the machine does
// falls on all of them. Prints the medians, and the ratio that each measurement has a mark for. A missed mark is shown
// and does not fail: times on a busy machine prove little.
//
//   npm run bench                    everything
//   npm run bench -- calls cpu       what has one of these words in its name
//   RVM_BENCH_ROUNDS=9 npm run bench
//
// measurements/ holds one file for each measurement, kernels/ the programs that only compute.

import { execFile, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { bareBoa, emptyCall, nodeVm, rvm } from './subjects.mjs';

const rounds = Number(process.env.RVM_BENCH_ROUNDS ?? 5);
const root = fileURLToPath(new URL('..', import.meta.url));
const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const filesOf = (folder) => readdirSync(new URL(folder, import.meta.url)).map((name) => path(`${folder}${name}`));

async function findMeasurements(words) {
  const kernels = filesOf('kernels/').map((file) => ({
    name: `cpu-${/(\w+)\.js$/.exec(file)[1]}`,
    file: path('kernel.mjs'),
    program: file,
    subjects: [rvm, nodeVm, bareBoa],
    mark: { of: bareBoa, atMost: 1.1 },
  }));
  const others = filesOf('measurements/').map(async (file) => {
    const { unit, subjects, mark } = await import(file);
    return { name: /([\w-]+)\.mjs$/.exec(file)[1], file, unit, subjects: subjects ?? [rvm, nodeVm], mark };
  });
  return [...(await Promise.all(others)), ...kernels]
    .filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
}

/** Boa alone is a program in Rust, built from the same crate with the same profile: bench/bare_boa.rs. */
function buildBareBoa() {
  const { status, stdout } = spawnSync(
    'cargo', ['build', '--release', '--locked', '--example', 'bare-boa', '--message-format', 'json-render-diagnostics'],
    { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1 << 28 },
  );
  if (status !== 0) process.exit(status ?? 1);
  const messages = stdout.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
  return messages.find(({ target, executable }) => target?.name === 'bare-boa' && executable).executable;
}

/** One sample, in a process of its own: nothing that an earlier one left can matter. */
async function sample({ file, program }, subject, boa) {
  const [command, args] = subject === bareBoa
    ? [boa, [program]]
    : [process.execPath, ['--expose-gc', '--experimental-vm-modules', '--no-warnings', path('sample.mjs'), file, subject, program ?? '']];
  const { stdout } = await promisify(execFile)(command, args, { timeout: 120_000 });
  return Number(stdout);
}

const median = (numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

function show(number, unit = 'time') {
  if (number === undefined) return '';
  const [divisors, names] = unit === 'memory'
    ? [[1, 2 ** 10, 2 ** 20], ['B', 'KiB', 'MiB']]
    : [[1, 1e3, 1e6], ['ns', 'µs', 'ms']];
  const size = divisors.findLastIndex((divisor) => number >= divisor);
  return `${(number / divisors[Math.max(size, 0)]).toPrecision(3)} ${names[Math.max(size, 0)]}`;
}

const columns = [24, 12, 12, 12, 12, 9, 0];
const row = (cells) => console.log(cells.map((cell, index) => (index === 0 ? cell.padEnd(columns[0]) : cell.padStart(columns[index]))).join(''));

const measurements = await findMeasurements(process.argv.slice(2));
const boa = measurements.some(({ subjects }) => subjects.includes(bareBoa)) ? buildBareBoa() : undefined;
const everybody = [rvm, nodeVm, bareBoa, emptyCall];

console.log(`medians of ${rounds} rounds, Node ${process.version}, V8 ${process.versions.v8}\n`);
row(['', ...everybody, 'ratio', '  mark']);

let missed = 0;
for (const measurement of measurements) {
  const { name, subjects, unit, mark } = measurement;
  const samples = Object.fromEntries(subjects.map((subject) => [subject, []]));
  try {
    for (let round = 0; round < rounds; round++) {
      for (const subject of subjects) samples[subject].push(await sample(measurement, subject, boa));
    }
  } catch (error) {
    console.log(`${name.padEnd(columns[0])}  failed: ${error.stderr || error.message}`);
    process.exitCode = 1;
    continue;
  }
  const medians = Object.fromEntries(subjects.map((subject) => [subject, median(samples[subject])]));
  const ratio = medians[rvm] / medians[mark.of];
  const holds = ratio <= mark.atMost;
  if (!holds) missed++;
  row([
    name,
    ...everybody.map((subject) => show(medians[subject], unit)),
    ratio.toFixed(2),
    `  at most ${mark.atMost} of ${mark.of}${holds ? '' : ': missed'}`,
  ]);
}
console.log(`\n${measurements.length} measurements, ${missed} marks missed`);
