'use strict';

// Rejections of guest promises that nobody handles, in child processes.

const { differential } = require('../helpers/differential.js');
const { child } = require('../helpers/cases.js');

const LISTENERS = `
  const { types } = require('node:util');
  process.on('unhandledRejection', (reason, promise) => console.log('unhandled', reason?.message ?? reason, types.isPromise(promise), promise instanceof Promise, promise === globalThis.wanted));
  process.on('rejectionHandled', () => console.log('handled later'));
  const run = (code, sandbox = {}, options) => vm.runInContext(code, vm.createContext({ setTimeout, log: console.log, ...sandbox }, options));`;

const heard = (source) => (vm) => child(vm, `${LISTENERS}\n${source}`);

differential('unhandled', {
  'Promise.reject': heard(`run('Promise.reject(new Error("r")); 0')`),
  'the very promise': heard(`globalThis.wanted = run('Promise.reject(new Error("r"))')`),
  'a primitive reason': heard(`run('Promise.reject("text"); Promise.reject(); Promise.reject(5); 0')`),
  'an async function': heard(`run('(async () => { throw new TypeError("a") })(); 0')`),
  'after an await': heard(`run('(async () => { await null; null.x })(); 0')`),
  'a then callback that throws': heard(`run('Promise.resolve().then(() => { throw new Error("t") }); 0')`),
  'in the middle of a chain': heard(
    `run('Promise.reject(new Error("c")).then(() => log("not reached")).finally(() => log("finally")); 0')`,
  ),
  'of a derived promise only': heard(
    `run('const p = Promise.reject(new Error("d")); p.catch(() => log("caught")); p.then(() => {}); 0')`,
  ),
  'in a timer': heard(`run('setTimeout(() => Promise.reject(new Error("timer")), 1); 0')`),
  'a host promise rejected through guest code': heard(
    `run('p.then(() => {}); 0', { p: Promise.reject(new Error("h")) })`,
  ),
  'a host handler that throws': heard(`run('Promise.resolve()').then(() => { throw new Error("host handler") })`),
  'a host async function awaiting a guest promise': heard(
    `(async () => { await run('Promise.reject(new Error("awaited"))') })()`,
  ),
  'a reason of the host keeps identity': heard(
    `const error = new Error('mine'); process.on('unhandledRejection', (reason) => console.log(reason === error)); run('Promise.reject(error); 0', { error })`,
  ),
  'two in order': heard(`run('Promise.reject(new Error("1")); Promise.reject(new Error("2")); 0')`),
  'in runInThisContext': heard(`vm.runInThisContext('Promise.reject(new Error("this")); 0')`),
  afterEvaluate: heard(
    `run('Promise.reject(new Error("own queue")); (async () => { await null; throw new Error("later") })(); 0', {}, { microtaskMode: 'afterEvaluate' })`,
  ),
});

differential('handled', {
  'by catch in the guest': heard(`run('Promise.reject(new Error("r")).catch(() => log("caught")); 0')`),
  'by try in the guest': heard(
    `run('(async () => { try { await Promise.reject(1) } catch (e) { log("caught", e) } })(); 0')`,
  ),
  'by the host': heard(`run('Promise.reject(new Error("r"))').catch((e) => console.log('host caught', e.message))`),
  'by await of the host': heard(
    `(async () => { try { await run('(async () => { throw new Error("r") })()') } catch (e) { console.log('host caught', e.message) } })()`,
  ),
  'by combinators': heard(
    `run('Promise.allSettled([Promise.reject(1)]).then((r) => log(r[0].status)); Promise.any([Promise.reject(1), 2]).then(log); Promise.race([3, Promise.reject(4)]).then(log); 0')`,
  ),
  'a rejected promise that crosses and is handled in the guest': heard(
    `run('const p = Promise.reject(new Error("r")); see(p); p.catch(() => log("caught")); 0', { see: (p) => {} })`,
  ),
  'a promise that crosses before it is rejected': heard(
    `run('let reject; const p = new Promise((_, r) => { reject = r }); see(p); p.catch(() => log("caught")); reject(new Error("r")); 0', { see: (p) => {} })`,
  ),
  'too late': heard(
    `run('const p = Promise.reject(new Error("late")); setTimeout(() => p.catch(() => log("caught")), 20); 0')`,
  ),
  'too late by the host': heard(
    `const p = run('Promise.reject(new Error("late"))'); setTimeout(() => p.catch(() => console.log('caught')), 20)`,
  ),
  'a host rejection caught in the guest': heard(
    `run('p.catch((e) => log("guest caught", e.message)); 0', { p: Promise.reject(new Error('h')) })`,
  ),
});

differential('by default', {
  'the process ends': (vm) =>
    child(
      vm,
      `process.on('exit', (code) => console.log('exit', code)); vm.runInNewContext('Promise.reject(new Error("fatal")); 0', {}, 'f.vm'); setTimeout(() => console.log('not reached'), 1000)`,
    ),
  'uncaughtException hears it': (vm) =>
    child(
      vm,
      `process.on('uncaughtException', (e, origin) => console.log(e.message, origin)); vm.runInNewContext('Promise.reject(new Error("fatal")); 0')`,
    ),
  'nothing is said of handled ones': (vm) =>
    child(
      vm,
      `vm.runInNewContext('Promise.reject(1).catch(() => {}); (async () => { try { await Promise.reject(2) } catch {} })(); 0'); console.log('fine')`,
    ),
});
