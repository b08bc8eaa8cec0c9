'use strict';

// microtaskMode: 'afterEvaluate': a queue of the context's own, emptied at the end of each run.

const util = require('node:util');
const { differential } = require('../helpers/differential.js');
const { attempt, child } = require('../helpers/cases.js');

const turn = () =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });
const own = (vm, sandbox = {}) => vm.createContext(sandbox, { microtaskMode: 'afterEvaluate' });

// The log right after each of the runs, and after the host's own jobs.
const logged =
  (...codes) =>
  async (vm) => {
    const log = [];
    const context = own(vm, { log });
    for (const code of codes) {
      attempt(() => vm.runInContext(`${code}; 0`, context));
      log.push('|');
    }
    await turn();
    return log;
  };

differential('the queue is emptied by the run', {
  'a job': logged('Promise.resolve().then(() => log.push("job")); log.push("sync")'),
  'a chain': logged('Promise.resolve().then(() => log.push(1)).then(() => log.push(2)).then(() => log.push(3))'),
  'jobs of jobs': logged('Promise.resolve().then(() => { log.push(1); Promise.resolve().then(() => log.push(2)) })'),
  'async functions': logged(
    '(async () => { log.push(1); await null; log.push(2); await Promise.resolve(); log.push(3) })()',
  ),
  'async generators': logged(
    '(async () => { for await (const x of (async function* () { yield 1; yield 2 })()) log.push(x) })()',
  ),
  combinators: logged('Promise.all([1, Promise.resolve(2)]).then((v) => log.push(v.join()))'),
  rejections: logged('Promise.reject(1).catch((e) => log.push("caught " + e)).finally(() => log.push("finally"))'),
  'two runs': logged('Promise.resolve().then(() => log.push("a"))', 'Promise.resolve().then(() => log.push("b"))'),
  // With hooks of async context, as the runner has them, Node's own vm ends the process here.
  'two jobs, the first of which meets the deadline': (vm) =>
    child(
      vm,
      `const context = vm.createContext({ log: [] }, { microtaskMode: 'afterEvaluate' });
      const jobs = \`
        Promise.resolve().then(() => { log.push(1); for (;;); });
        Promise.resolve().then(() => log.push(2));
      \`;
      try {
        vm.runInContext(jobs, context, { timeout: 50 });
      } catch ({ code }) {
        console.log(code);
      }
      vm.runInContext('Promise.resolve().then(() => log.push(3))', context);
      console.log(context.log);`,
    ),
  'an async result is settled': (vm) =>
    util
      .inspect(vm.runInContext('(async () => { await null; await null; return 7 })()', own(vm)))
      .startsWith('Promise { 7'),
  'what was done is seen at once': (vm) => {
    const context = own(vm, { n: 0 });
    vm.runInContext('(async () => { for (let i = 0; i < 5; i++) { await null; n++ } })(); 0', context);
    return context.n;
  },
  thenables: logged('Promise.resolve({ then(r) { log.push("then"); r(5) } }).then((v) => log.push(v))'),
  runInNewContext: (vm) => {
    const sandbox = { log: [] };
    vm.runInNewContext('Promise.resolve().then(() => log.push("job")); 0', sandbox, { microtaskMode: 'afterEvaluate' });
    return sandbox.log;
  },
  'script.runInNewContext': (vm) => {
    const sandbox = { log: [] };
    new vm.Script('Promise.resolve().then(() => log.push("job")); 0').runInNewContext(sandbox, {
      microtaskMode: 'afterEvaluate',
    });
    return sandbox.log;
  },
});

differential('the queue is not emptied', {
  'by a run that throws': logged('Promise.resolve().then(() => log.push("job")); throw 1', 'log.push("next run")'),
  'by a call of a guest function': async (vm) => {
    const log = [];
    const context = own(vm, { log });
    const f = vm.runInContext('async () => { log.push("body"); await null; log.push("rest") }', context);
    f();
    await turn();
    log.push('|');
    vm.runInContext('', context);
    return log;
  },
  'by compileFunction': async (vm) => {
    const log = [];
    const context = own(vm, { log });
    vm.compileFunction('Promise.resolve().then(() => log.push("job"))', [], { parsingContext: context })();
    await turn();
    log.push('|');
    vm.runInContext('', context);
    return log;
  },
  'by a run of another context': async (vm) => {
    const log = [];
    const [a, b] = [own(vm, { log }), own(vm, { log })];
    vm.runInContext('(async () => { await null; log.push("b") })', b)();
    vm.runInContext('Promise.resolve().then(() => log.push("a")); 0', a);
    await turn();
    log.push('|');
    vm.runInContext('', b);
    return log;
  },
});

// In child processes: where async_hooks are on, as in tests, Node itself is ended by a timeout within a job.
const timed = (code) => (vm) =>
  child(
    vm,
    `
  const context = vm.createContext({ log: [] }, { microtaskMode: 'afterEvaluate' });
  const attempt = (code, timeout) => { try { return vm.runInContext(code, context, { timeout }) } catch (e) { return [e.code, e.message, e instanceof Error].join() } };
  ${code}`,
  );

differential('time', {
  'an endless chain of jobs is ended': timed(
    `console.log(attempt('const f = () => Promise.resolve().then(f); f(); 0', 50))`,
  ),
  'a loop in a job is ended': timed(`console.log(attempt('Promise.resolve().then(() => { for (;;); }); 0', 50))`),
  'a loop after an await is ended': timed(`console.log(attempt('(async () => { await null; for (;;); })(); 0', 50))`),
  'the context goes on': timed(
    `console.log(attempt('Promise.resolve().then(() => { for (;;); }); 0', 50), attempt('log.push("run"); log.join()', 5000))`,
  ),
  'a job that ends in time': timed(
    `console.log(attempt('Promise.resolve().then(() => log.push("job")); 0', 5000), context.log)`,
  ),
});

differential('with the host', {
  'a guest promise with a host handler': async (vm) => {
    const log = [];
    const p = vm.runInContext('Promise.resolve("value")', own(vm));
    p.then((v) => log.push(v));
    log.push('sync');
    await turn();
    return log;
  },
  'a host handler registered by the guest': async (vm) => {
    const log = [];
    const context = own(vm, { host: (v) => log.push(`host ${v}`), log });
    vm.runInContext(
      'Promise.resolve(1).then(host); Promise.resolve(2).then((v) => log.push("guest " + v)); 0',
      context,
    );
    log.push('|');
    await turn();
    return log;
  },
  'a settled host promise with a guest handler': async (vm) => {
    const log = [];
    const context = own(vm, { p: Promise.resolve('value'), log });
    vm.runInContext('p.then((v) => log.push(v)); log.push("sync"); 0', context);
    log.push('|');
    await turn();
    return log;
  },
  'a host promise resolved after the run': async (vm) => {
    const log = [];
    let resolve;
    const context = own(vm, {
      p: new Promise((r) => {
        resolve = r;
      }),
      log,
    });
    vm.runInContext('p.then((v) => log.push(v)); 0', context);
    resolve('value');
    await turn();
    log.push('|');
    vm.runInContext('', context);
    return log;
  },
  'resolve of the guest called by the host': async (vm) => {
    const log = [];
    const context = own(vm, { log });
    vm.runInContext('var resolve; new Promise((r) => { resolve = r }).then((v) => log.push(v)); 0', context);
    context.resolve('value');
    await turn();
    log.push('|');
    vm.runInContext('', context);
    return log;
  },
  'queueMicrotask, nextTick and setTimeout': async (vm) => {
    const log = [];
    const context = own(vm, { log, queueMicrotask, nextTick: process.nextTick, setImmediate });
    vm.runInContext(
      'queueMicrotask(() => log.push("micro")); nextTick(() => log.push("tick")); setImmediate(() => log.push("immediate")); Promise.resolve().then(() => log.push("job")); 0',
      context,
    );
    log.push('|');
    await turn();
    await turn();
    return log.map((entry) => (['micro', 'tick'].includes(entry) ? 'micro or tick' : entry));
  },
  'jobs of the host wait for the host': async (vm) => {
    const log = [];
    const context = own(vm, {
      log,
      host: () => {
        Promise.resolve().then(() => log.push('host job'));
      },
    });
    vm.runInContext('host(); Promise.resolve().then(() => log.push("guest job")); 0', context);
    log.push('|');
    await turn();
    return log;
  },
  'the host awaits a guest promise, and goes on after another run': async (vm) => {
    const log = [];
    const context = own(vm);
    const p = vm.runInContext('Promise.resolve(1)', context);
    (async () => {
      await p;
      log.push('awaited');
    })();
    await turn();
    log.push('|');
    vm.runInContext('', context);
    await turn();
    return log;
  },
});

differential('runs within runs', {
  'of the same context': (vm) => {
    const log = [];
    const context = own(vm, {
      log,
      inner: () =>
        vm.runInContext('Promise.resolve().then(() => log.push("inner job")); log.push("inner"); 0', context),
    });
    vm.runInContext(
      'Promise.resolve().then(() => log.push("outer job")); inner(); log.push("rest of outer"); 0',
      context,
    );
    return log;
  },
  'from a job': (vm) => {
    const log = [];
    const context = own(vm, {
      log,
      inner: () => vm.runInContext('Promise.resolve().then(() => log.push("inner job")); 0', context),
    });
    vm.runInContext(
      'Promise.resolve().then(() => { inner(); log.push("after inner") }); Promise.resolve().then(() => log.push("second")); 0',
      context,
    );
    return log;
  },
  'of another context': (vm) => {
    const log = [];
    const other = own(vm, { log });
    const context = own(vm, {
      log,
      inner: () => vm.runInContext('Promise.resolve().then(() => log.push("other job")); 0', other),
    });
    vm.runInContext('Promise.resolve().then(() => log.push("outer job")); inner(); log.push("sync"); 0', context);
    return log;
  },
});

differential('the option', {
  validated: (vm) =>
    ['wrong', 5, null].map((microtaskMode) => attempt(() => vm.createContext({}, { microtaskMode })).threw),
  'undefined is the default mode': async (vm) => {
    const sandbox = vm.createContext({ log: [] }, { microtaskMode: undefined });
    vm.runInContext('Promise.resolve().then(() => log.push("job")); log.push("sync"); 0', sandbox);
    const before = [...sandbox.log];
    await turn();
    return [before, sandbox.log];
  },
  'of a vanilla context': (vm) => {
    const log = [];
    const g = vm.createContext(vm.constants.DONT_CONTEXTIFY, { microtaskMode: 'afterEvaluate' });
    g.log = log;
    vm.runInContext('Promise.resolve().then(() => log.push("job")); 0', g);
    return log;
  },
});

differential('promises of the host in a context with a queue of its own', {
  'await of a settled one': async (vm) => {
    const log = [];
    const context = own(vm, { p: Promise.resolve('value'), log });
    vm.runInContext('(async () => { log.push(await p) })(); log.push("sync"); 0', context);
    log.push('|');
    await turn();
    log.push('|');
    vm.runInContext('', context);
    return log;
  },
  'rejected': async (vm) => {
    const log = [];
    const context = own(vm, { p: Promise.reject(new Error('m')), log });
    vm.runInContext('p.catch((error) => log.push(error.message)); p.then(null, (error) => log.push("then " + error.message)); 0', context);
    log.push('|');
    await turn();
    log.push('|');
    vm.runInContext('', context);
    return log;
  },
  'finally': async (vm) => {
    const log = [];
    const context = own(vm, { p: Promise.resolve(1), log });
    vm.runInContext('p.finally(() => log.push("finally")).then((v) => log.push(v)); 0', context);
    log.push('|');
    await turn();
    log.push('|');
    vm.runInContext('', context);
    return log;
  },
  'chains': async (vm) => {
    const log = [];
    const context = own(vm, { p: Promise.resolve(1), log });
    vm.runInContext('p.then((v) => v + 1).then((v) => log.push(v)); 0', context);
    log.push('|');
    await turn();
    vm.runInContext('', context);
    return log;
  },
  'a handler of the host beside one of the guest': async (vm) => {
    const log = [];
    const context = own(vm, { p: Promise.resolve(1), log, host: (v) => log.push(`host ${v}`) });
    vm.runInContext('p.then(host); p.then((v) => log.push("guest " + v)); 0', context);
    log.push('|');
    await turn();
    return log;
  },
  'an order among several': async (vm) => {
    const log = [];
    const context = own(vm, { a: Promise.resolve('a'), b: Promise.resolve('b'), log });
    vm.runInContext('b.then((v) => log.push(v)); Promise.resolve("c").then((v) => log.push(v)); a.then((v) => log.push(v)); 0', context);
    log.push('|');
    return log;
  },
  'a thenable of the host': async (vm) => {
    const log = [];
    const context = own(vm, { thenable: { then: (resolve) => resolve('thenable') }, log });
    vm.runInContext('Promise.resolve(thenable).then((v) => log.push(v)); 0', context);
    log.push('|');
    await turn();
    log.push('|');
    vm.runInContext('', context);
    return log;
  },
  'a context without a queue of its own': async (vm) => {
    const log = [];
    const context = vm.createContext({ p: Promise.resolve('value'), log });
    vm.runInContext('p.then((v) => log.push(v)); log.push("sync"); 0', context);
    log.push('|');
    await turn();
    return log;
  },
});
