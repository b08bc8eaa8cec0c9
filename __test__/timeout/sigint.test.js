'use strict';

// breakOnSigint, in child processes that get a SIGINT.

const { differential } = require('../helpers/differential.js');
const { child } = require('../helpers/cases.js');

// The guest loop says "ready" by a host function; the signal comes after that.
const interrupted = (source) => (vm) =>
  child(
    vm,
    `
  const ready = () => require('node:fs').writeSync(1, 'ready\\n');
  const attempt = (action) => { try { console.log('value', action()) } catch (e) { console.log(e.code, e.message, e instanceof Error) } };
  ${source}`,
    { signal: 'SIGINT' },
  );

const LOOP = `'ready(); for (;;);'`;

differential('a run is interrupted', {
  runInContext: interrupted(
    `attempt(() => vm.runInContext(${LOOP}, vm.createContext({ ready }), { breakOnSigint: true }))`,
  ),
  runInNewContext: interrupted(`attempt(() => vm.runInNewContext(${LOOP}, { ready }, { breakOnSigint: true }))`),
  runInThisContext: interrupted(
    `globalThis.ready = ready; attempt(() => vm.runInThisContext(${LOOP}, { breakOnSigint: true }))`,
  ),
  'script.runInContext': interrupted(
    `attempt(() => new vm.Script(${LOOP}).runInContext(vm.createContext({ ready }), { breakOnSigint: true }))`,
  ),
  'with a longer timeout': interrupted(
    `attempt(() => vm.runInNewContext(${LOOP}, { ready }, { breakOnSigint: true, timeout: 6000 }))`,
  ),
  'guest catch and finally do not run': interrupted(
    `attempt(() => vm.runInNewContext('try { ready(); for (;;); } catch { log("caught") } finally { log("finally") }', { ready, log: console.log }, { breakOnSigint: true }))`,
  ),
  'a host function that loops': interrupted(
    `attempt(() => vm.runInNewContext('loop()', { loop() { ready(); for (;;); } }, { breakOnSigint: true }))`,
  ),
  'the context goes on': interrupted(
    `const ctx = vm.createContext({ ready }); attempt(() => vm.runInContext(${LOOP}, ctx, { breakOnSigint: true })); attempt(() => vm.runInContext('1 + 1', ctx))`,
  ),
  'the inner one of two': interrupted(
    `attempt(() => vm.runInNewContext('try { inner() } catch (e) { e.code }', { inner: () => vm.runInNewContext(${LOOP}, { ready }, { breakOnSigint: true }) }, { breakOnSigint: true }))`,
  ),
});

differential('listeners', {
  'do not hear the signal, and are back afterwards': interrupted(`
    process.on('SIGINT', () => console.log('heard')); process.once('SIGINT', () => {});
    attempt(() => vm.runInNewContext('count(); ready(); for (;;);', { ready, count: () => console.log('during', process.listenerCount('SIGINT')) }, { breakOnSigint: true }));
    console.log('after', process.listenerCount('SIGINT')); process.removeAllListeners('SIGINT')`),
  'hear later signals': interrupted(`
    process.on('SIGINT', () => { console.log('heard'); clearInterval(timer) }); const timer = setInterval(() => {}, 1000);
    attempt(() => vm.runInNewContext(${LOOP}, { ready }, { breakOnSigint: true })); process.kill(process.pid, 'SIGINT')`),
  'are back after an ordinary error': (vm) =>
    child(
      vm,
      `process.on('SIGINT', () => {}); try { vm.runInNewContext('throw 1', {}, { breakOnSigint: true }) } catch {}
    console.log(process.listenerCount('SIGINT')); process.removeAllListeners('SIGINT')`,
    ),
});

differential('without interruption', {
  'a run with the option ends as usual': (vm) =>
    child(
      vm,
      `console.log(vm.runInNewContext('1 + 1', {}, { breakOnSigint: true }), vm.runInNewContext('2', {}, { breakOnSigint: false }))`,
    ),
  'the process dies by the signal without the option': interrupted(`vm.runInNewContext(${LOOP}, { ready })`),
  'the process dies by the signal after the run': interrupted(
    `vm.runInNewContext('1', {}, { breakOnSigint: true }); ready(); setInterval(() => {}, 1000)`,
  ),
});
