// The guided tour: `npm run demo`. Each file of examples/ is a program of its own; the guide shows it, runs it on rvm
// and on node:vm, and tells whether both print the same.
//
//   npm run demo               the whole tour; at a terminal it waits for Enter between the stops
//   npm run demo -- 12         stop 12 alone
//   npm run demo -- --list     the stops
//
// An example begins with a comment: its title, an empty line, its text. A last line of `only rvm` says that it cannot
// run on node:vm, one of `figures differ` that what it prints is not the same there.

import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs, stripVTControlCharacters } from 'node:util';

const folder = new URL('./examples/', import.meta.url);
const timeLimit = 30_000;

const { stdin, stdout } = process;
const hasColors = stdout.isTTY && stdout.hasColors();
const style = (code) => (text) => (hasColors ? `\u001b[${code}m${text}\u001b[0m` : text);
const bold = style('1');
const dim = style('2');
const red = style('31');
const green = style('32');

/** Flags with which an example runs on Node's own vm. */
const onNode = ['--experimental-vm-modules', '--require', fileURLToPath(new URL('./on-node.cjs', import.meta.url))];

const stops = readdirSync(folder)
  .filter((name) => /\.m?js$/.test(name))
  .sort()
  .map((name) => {
    const [comment, ...paragraphs] = readFileSync(new URL(name, folder), 'utf8').trimEnd().split('\n\n');
    const lines = comment.split('\n').map((line) => line.replace(/^\/\/ ?/, ''));
    const mark = ['only rvm', 'figures differ'].find((each) => lines.at(-1) === each);
    const text = lines.slice(2, mark === undefined ? undefined : -2);
    return { path: fileURLToPath(new URL(name, folder)), title: lines[0], text, mark, code: paragraphs.join('\n\n') };
  });

const indent = (text) => text.trimEnd().replace(/^(?=.)/gm, '    ');
const say = (text = '') => console.log(text);

/** Runs an example in a process of its own: whatever happens to it, the tour goes on. */
function run(path, flags) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--no-warnings', ...flags, path], {
      env: { ...process.env, NODE_OPTIONS: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeLimit,
      killSignal: 'SIGKILL',
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk) => {
        output += chunk;
      });
    }
    child.on('close', (code, signal) => {
      resolve({ output: stripVTControlCharacters(output), ended: signal ? `was ended by ${signal}` : `exited with ${code}`, ok: code === 0 });
    });
  });
}

/** Shows and runs one stop; false if it failed. */
async function visit(stop, number) {
  say();
  say(`${bold(`${number}/${stops.length}  ${stop.title}`)}\n`);
  say(`${stop.text.join('\n')}\n`);
  say(`${dim(indent(stop.code))}\n`);

  const [rvm, node] = await Promise.all([
    run(stop.path, []),
    stop.mark === 'only rvm' ? undefined : run(stop.path, onNode),
  ]);
  say(`${bold('prints')}\n`);
  say(`${indent(rvm.output || '(nothing)')}\n`);
  if (!rvm.ok) {
    say(red(`This failed: it ${rvm.ended}.`));
    return false;
  }
  if (node === undefined) return true;
  if (!node.ok || (stop.mark === undefined && node.output !== rvm.output)) {
    say(red(`This differs: on node:vm it ${node.ended} and prints\n`));
    say(indent(node.output || '(nothing)'));
    return false;
  }
  say(green(stop.mark === undefined ? 'node:vm prints the same.' : 'node:vm prints the same with other figures.'));
  return true;
}

function usage(message) {
  console.error(`demo: ${message}\nusage: npm run demo [-- --list | number]`);
  process.exit(2);
}

async function tour(numbers) {
  const waits = numbers.length > 1 && stdin.isTTY && stdout.isTTY;
  const terminal = waits ? createInterface({ input: stdin, output: stdout }) : undefined;
  // Ctrl+D leaves the tour as `q` does.
  const leaving = new AbortController();
  terminal?.on('close', () => leaving.abort());

  const failed = [];
  let visited = 0;
  for (const number of numbers) {
    if (!await visit(stops[number - 1], number)) failed.push(number);
    visited++;
    if (!waits || visited === numbers.length) continue;
    const answer = await terminal.question(dim('\nEnter: go on, q: leave '), leaving).catch(() => 'q');
    if (answer.trim() === 'q') break;
  }
  terminal?.close();

  say();
  if (failed.length > 0) {
    say(red(`${visited} shown, ${failed.length} failed: ${failed.join(', ')}`));
    process.exitCode = 1;
  } else {
    say(`${visited} shown, none failed. Next: README.md and docs/architecture.md.`);
  }
}

let args;
try {
  args = parseArgs({ options: { list: { type: 'boolean' } }, allowPositionals: true });
} catch (error) {
  usage(error.message);
}
const { values: { list }, positionals } = args;
const chosen = positionals.map((text) => (stops[Number(text) - 1] ? Number(text) : usage(`there is no stop ${text}`)));

if (list) {
  for (const [index, { title }] of stops.entries()) say(`${String(index + 1).padStart(3)}  ${title}`);
} else {
  if (chosen.length === 0) {
    say("rvm is Node's vm module with another engine behind it. Each stop of this tour is a small program: its code,");
    say('what it prints when it runs on rvm, and whether it prints the same on node:vm.');
  }
  await tour(chosen.length > 0 ? chosen : stops.map((_, index) => index + 1));
}
