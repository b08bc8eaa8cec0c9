'use strict';

// The order of jobs of both sides: promises and async functions that wait for each other across the border.

const { list, oneOf, text } = require('../text.js');
const { guest } = require('./start.js');

const promise = oneOf(
  '1', 'p', 'q', 'Promise.resolve(2)', 'Promise.reject(3)', 'fromOther()', 'otherAsync()',
  '({ then(resolve) { note("then"); resolve(4) } })', 'otherThenable()', 'Promise.all([p, fromOther()])',
  'Promise.race([p, fromOther()])', 'Promise.allSettled([q, fromOther()])',
  'new Promise((resolve) => resolve(fromOther()))', 'new Promise((resolve) => resolve(otherThenable()))',
  '(async () => fromOther())()', '(async () => { await 1; return otherAsync() })()',
);

const action = oneOf(
  text`Promise.resolve(${promise}).then((x) => note(x), () => note("rejected"))`,
  text`Promise.resolve().then(() => note("job"))`,
  text`(async () => { note("start"); note(await ${promise}); note("after") })().catch(() => note("caught"))`,
  text`(async () => { for await (const x of [${promise}, ${promise}]) note(x) })().catch(() => note("caught"))`,
  text`(async () => { try { note(await ${promise}) } finally { note("finally") } })().catch(() => note("caught"))`,
  text`p.finally(() => note("finally")).catch(() => {})`, text`fromOther().then(() => note("other settled"))`,
  text`q.then(() => { note("in job"); otherJob() })`, text`later(() => note("microtask"))`, 'note("sync")',
  'otherJob()',
);

// The same on both sides, with `other…` made by the other one.
const side = (name) => `
var count = 0, p = Promise.resolve("${name} p"), q = Promise.resolve().then(() => "${name} q");
function note(x) { log("${name}", ++count, typeof x === "object" ? "object" : x); return x }
function job() { Promise.resolve().then(() => note("job of the other")) }
function make() { return Promise.resolve("${name} made") }
async function work() { note("work"); await null; note("worked"); return "${name} work" }
function thenable() { return { then(resolve) { note("thenable"); resolve("${name} thenable") } } }
function later(f) { Promise.resolve().then(f) }`;

const microtasks = (options) => text`const sandbox = vm.createContext({ log }${options});
const run = (code) => vm.runInContext(code, sandbox);
const told = [];
${side('host')}
run(${JSON.stringify(side('guest'))});
var fromOther = sandbox.make, otherAsync = sandbox.work, otherThenable = sandbox.thenable, otherJob = sandbox.job;
Object.assign(sandbox, { fromOther: make, otherAsync: work, otherThenable: thenable, otherJob: job });
${list(oneOf(text`(() => { ${action} })();`, text`run(${guest(text`(() => { ${action} })()`)});`, text`run(${guest(text`{ ${action} }`)});`, 'process.nextTick(() => note("tick"));'), { min: 1, max: 6, separator: '\n' })}
return undefined;`;

module.exports = { microtasks: microtasks(''), ownQueues: microtasks(', { microtaskMode: "afterEvaluate" }') };
