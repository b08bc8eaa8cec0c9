'use strict';

// The functions that the binding calls, in the order of src/membrane/host.rs.

const { isMainThread } = require('node:worker_threads');
const binding = require('../native');
const { memoryBudget } = require('../memory-budget');
const { classify, isConstructor } = require('./classify');
const { pack, unpack } = require('./descriptors');
const { decorate, engineFault, makeError, syntaxError } = require('./errors');
const { hostSites, stackHook } = require('./host-stack');
const { lacksFrames, putFrames } = require('./host-errors');
const { dataProperty, receiverNames } = require('./receivers');
const { importWithoutImporter } = require('./import');
const { localTime, parseDate, utcTime, zoneName } = require('./dates');
const { captureAsyncContext, runInAsyncContext, scheduleCleanup, scheduleJob } = require('./jobs');
const { callLocaleMethod } = require('./locale');
const { addedKeys, defineOnIntrinsic, describeIntrinsic } = require('./intrinsics');
const natives = require('./natives');
const { readPlain, writePlain } = require('./plain');
const { namespace } = require('./room');
const sandbox = require('./sandbox');
const symbols = require('./symbols');
const tables = require('./tables');
const {
  constructHost, fillTwin, handleRejection, hostThen, promiseMethod, makeTwin, ownError, rejectPromise, settlePromise,
} = require('./twins');
const { makeView } = require('./views');
const { hasImportAssertions } = require('../node-version');

const { defineProperty, getOwnPropertyDescriptor } = Reflect;

function describe(target, key) {
  const descriptor = getOwnPropertyDescriptor(target, key);
  return descriptor === undefined ? undefined : pack(descriptor);
}

const define = (target, key, packed) => defineProperty(target, key, unpack(packed));

binding.initialize([
  tables.identify, classify, tables.keep, tables.hold, tables.release, makeView,
  Reflect.get, Reflect.set, Reflect.has, Reflect.deleteProperty,
  describe, define, Reflect.ownKeys, Reflect.getPrototypeOf, Reflect.setPrototypeOf, Reflect.isExtensible,
  Reflect.preventExtensions, constructHost,
  symbols.symbolId, symbols.symbolDescription, symbols.makeSymbol, symbols.pairSymbol, engineFault,
  sandbox.lookup, sandbox.store, sandbox.defineOnSandbox, sandbox.deleteFromSandbox,
  sandbox.describeSandbox, sandbox.sandboxKeys, sandbox.sandboxHas, sandbox.sandboxHasOwn, scheduleJob, makeError,
  rejectPromise, handleRejection,
  makeTwin, fillTwin, settlePromise, ownError,
  tables.strengthen, tables.weaken, tables.holdGroup, tables.letGo, tables.endBalance,
  captureAsyncContext, runInAsyncContext, sandbox.write, hostSites, namespace, syntaxError, decorate,
  tables.noteTwin,
  importWithoutImporter,
  localTime, utcTime, zoneName, parseDate, callLocaleMethod, scheduleCleanup,
  describeIntrinsic, addedKeys, defineOnIntrinsic, promiseMethod, hostThen, receiverNames, lacksFrames,
  putFrames, stackHook, tables.link, isConstructor, readPlain, writePlain, dataProperty,
], symbols.wellKnown, isMainThread, natives.names, natives.functions, natives.made, memoryBudget(),
hasImportAssertions);
