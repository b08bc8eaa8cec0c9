'use strict';

// Runs a program with node:vm and with rvm, in this process, and tells what each did: a list of lines.

const fs = require('node:fs');
const path = require('node:path');
const reference = require('node:vm');
const v8 = require('node:v8');
const { describe } = require('../helpers/describe.js');
const rvm = process.env.RVM_PROVIDER === 'node' ? reference : require('../../index.js');

// With --expose-gc each new context of V8 would have an enumerable global `gc`.
v8.setFlagsFromString('--no-expose-gc');
process.env.TZ = 'UTC';

const MAX_LINES = 400;
const TIMEOUT_MS = { reference: 500, rvm: 10_000 };
const read = (name) => fs.readFileSync(path.join(__dirname, name), 'utf8');
const describer = read('../language/guest.js');
const prelude = read('language/prelude.js');

// Defines log(), which tells of values with a describer that runs in the guest, so that only strings cross.
const logger = `(function ({ describe }) {
  const lines = [], { join } = Array.prototype, { apply } = Reflect;
  globalThis.log = function (...values) {
    let line = '';
    for (let i = 0; i < values.length; i++) line += (i === 0 ? '' : ' ') + describe(values[i]);
    if (lines.length < ${MAX_LINES}) lines[lines.length] = line;
    return values[0];
  };
  return () => apply(join, lines, ['\\n']);
})`;

/** No outcome: the reference did not end in time. */
const TOO_LONG = Symbol('too long');

const turn = () => new Promise((resolve) => setImmediate(resolve));

const isTimeout = (error) => error?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';

/** A guest program: a script, in a context of its own, after the prelude. */
const runGuest = async (vm, program, timeout) => {
  const context = vm.createContext();
  const tool = vm.runInContext(describer, context, { filename: 'guest.js' });
  tool.tellsMessages = false;
  const readLog = vm.runInContext(logger, context)(tool);
  vm.runInContext(prelude, context, { filename: 'prelude.js' });
  let end;
  try {
    const value = vm.runInContext(program, context, { filename: 'program.js', timeout });
    end = `completes ${tool.describe(value)}`;
  } catch (error) {
    if (isTimeout(error)) return TOO_LONG;
    end = isFault(error) ? `fails ${error}` : `throws ${tool.describe(error)}`;
  }
  await turn();
  return [...readLog().split('\n'), end];
};

/** A host program: the body of a function that gets the implementation as `vm`. */
const runHost = async (vm, program) => {
  const lines = [];
  const log = (...values) => {
    if (lines.length < MAX_LINES) lines.push(values.map((value) => JSON.stringify(tellHost(value))).join(' '));
    return values[0];
  };
  try {
    log('returns', new Function('vm', 'log', program)(vm, log));
  } catch (error) {
    if (isFault(error)) lines.push(`fails ${error}`);
    else log('throws', error);
  }
  await turn();
  return lines;
};

const isFault = (error) => error?.code === 'ERR_VM_ENGINE_FAULT';

// Messages are left out: how the engine words its errors is for other tests.
const tellHost = (value) =>
  JSON.parse(
    JSON.stringify(describe(value), (key, part) => {
      if (part?.$ === 'error') return { $: 'error', realm: part.realm, name: part.name, code: part.code };
      if (part?.$ === 'function') return { $: 'function', name: part.name, length: part.length };
      if (part === undefined) return { $: 'undefined' };
      if (typeof part === 'bigint') return { $: 'bigint', text: String(part) };
      if (typeof part === 'number' && (!Number.isFinite(part) || Object.is(part, -0)))
        return { $: 'number', text: Object.is(part, -0) ? '-0' : String(part) };
      return part;
    }) ?? '"undefined"',
  );

// Texts of programs that are known to differ, each with its reason: they are not run.
const known = Object.keys(require('./known-differences.json')).map((source) => new RegExp(source, 'm'));

/** What differs when a program of the kind runs on both: two outcomes, or undefined. */
const compare = async (kind, program) => {
  if (known.some((pattern) => pattern.test(program))) return undefined;
  const run = kind === 'guest' ? runGuest : runHost;
  const expected = await run(reference, program, TIMEOUT_MS.reference);
  if (expected === TOO_LONG) return undefined;
  const outcome = await run(rvm, program, TIMEOUT_MS.rvm);
  const actual = outcome === TOO_LONG ? ['does not end'] : outcome;
  return actual.join('\n') === expected.join('\n') ? undefined : { expected, actual };
};

module.exports = { compare };
