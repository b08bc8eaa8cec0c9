'use strict';

// The engine as the API sees it: contexts, scripts and functions by the objects that stand for them.

const { getHeapStatistics } = require('node:v8');
const binding = require('./native');
require('./membrane');
const { disableProto } = require('./membrane/disable-proto');
const { HEADER_LINES, functionText } = require('./function-text');
const { codedError } = require('./membrane/errors');
require('./membrane/idle');
const { pairAll } = require('./membrane/intrinsics');
const { globalTag } = require('./membrane/sandbox');
const { Record, records } = require('./membrane/tables');
const { toGuest, toHost } = require('./membrane/copy');
const { follow } = require('./membrane/twins');
const { ArrayPrototypeMap } = require('./primordials');

class ScriptHandle {
  constructor(id, importer) {
    this.id = id;
    /** What answers the `import()` of the script. */
    this.importer = importer;
  }
}

/** Scripts that nobody can run any more are forgotten by the engine. */
const droppedScripts = new FinalizationRegistry((id) => binding.dropScript(id));

let main;

/** The record of the main context, made when it is first needed. */
function mainRecord() {
  if (main === undefined) {
    const record = new Record(true);
    record.sandbox = globalThis;
    record.id = binding.makeContext(record, globalThis, true, false, true);
    pairAll(record);
    main = record;
  }
  return main;
}

/** Whether something that rvm has not contextified counts as a context all the same. */
let isForeignContext = () => false;

/** What Node's internals contextify by their own `vm` is to be a context for user code too; see lib/register. */
function acceptContexts(isForeign) {
  isForeignContext = isForeign;
}

const isContext = (object) => records.has(object) || isForeignContext(object);

/** The record of a context, made now if the context is a foreign one: both have the same sandbox then. */
function recordOf(contextObject) {
  if (contextObject == null) return mainRecord();
  if (!records.has(contextObject)) makeContext(contextObject, foreignSettings);
  return records.get(contextObject);
}

const foreignSettings = { __proto__: null, strings: true, wasm: true, ownMicrotaskQueue: false };

function makeContext(contextObject, settings) {
  const record = new Record(false);
  record.name = settings.name;
  record.origin = settings.origin;
  record.allowsStrings = settings.strings;
  record.allowsWasm = settings.wasm;
  record.importer = settings.importer;
  record.sandbox = contextObject;
  const tag = contextObject === undefined ? undefined : globalTag(contextObject);
  record.id = binding.makeContext(record, contextObject, false, settings.ownMicrotaskQueue, settings.strings, tag);
  const object = contextObject ?? binding.contextGlobal(record.id);
  record.object = object;
  records.set(object, record);
  disableProto(record);
  return object;
}

function compileScript(source, filename, lineOffset, columnOffset, parsingContext, importer) {
  const record = recordOf(parsingContext);
  const id = binding.compileScript(source, filename, lineOffset, columnOffset, record.id); // node-do-not-add-exception-line
  const handle = new ScriptHandle(id, importer);
  droppedScripts.register(handle, id);
  return handle;
}

function runScript(handle, contextObject, timeout, displayErrors, breakOnSigint) {
  const record = recordOf(contextObject);
  return binding.runScript( // node-do-not-add-exception-line
    handle.id, record.id, timeout, breakOnSigint, displayErrors, handle.importer,
  );
}

function compileFunction(
  source, filename, lineOffset, columnOffset, params, parsingContext, contextExtensions, importer,
) {
  const record = recordOf(parsingContext);
  return binding.compileFunction( // node-do-not-add-exception-line
    functionText(source, params, contextExtensions.length), filename, lineOffset, columnOffset, record.id,
    contextExtensions, HEADER_LINES, source, params, importer,
  );
}

/** What compiles a module when its identifier is known. */
function moduleCompiler(source, lineOffset, columnOffset, contextObject, importer, initializeMeta) {
  return (identifier) => binding.compileModule( // node-do-not-add-exception-line
    source, identifier, lineOffset, columnOffset, recordOf(contextObject).id, importer, initializeMeta,
  );
}

/** A module whose exports are set from here; the engine calls `evaluate` for its evaluation. */
function makeSyntheticModule(names, evaluate, contextObject) {
  return binding.makeSyntheticModule(names, evaluate, recordOf(contextObject).id);
}

/** Calls a function of rvm's in a guest, of which it gets the text: with `Error` and `TypeError` of there, and `value`. */
function callGuest(contextObject, action, value) {
  const record = recordOf(contextObject);
  const compiled = compileFunction(`return (${action})`, '', 0, 0, [], contextObject, []);
  const classOf = (name) => binding.guestPath(record.id, [name]);
  return compiled()(classOf('Error'), classOf('TypeError'), value);
}

/** The number of a module without a name of its own. */
function nextModuleNumber(contextObject) {
  return recordOf(contextObject).nextModule++;
}

/** Evaluates a module; a promise of this realm, unless all is done already. */
function evaluateModule(handle, contextObject, timeout, breakOnSigint) {
  const twin = binding.evaluateModule(handle.id, timeout, breakOnSigint); // node-do-not-add-exception-line
  return twin === undefined || contextObject === undefined ? twin : follow(twin);
}

/** What the evaluation of a module threw; null if it was stopped from outside. */
function moduleError(handle) {
  const thrown = binding.moduleError(handle.id);
  return thrown === undefined ? null : thrown[0];
}

/** An error of the realm of a context, with a code. */
function makeContextError(contextObject, code, message) {
  return codedError(recordOf(contextObject), code, message);
}

/** What V8 says of its heap and the allocator of the engine of its own. */
async function measureMemory(mode) {
  const { used_heap_size: host } = getHeapStatistics();
  const guest = binding.guestBytes();
  const share = (bytes) => ({ jsMemoryEstimate: bytes, jsMemoryRange: [bytes, bytes + host] });
  if (mode === 'summary') return { total: share(host + guest) };
  const contexts = binding.counters()[0];
  const other = Array.from({ length: contexts }, () => share(Math.round(guest / contexts)));
  return { total: share(host + guest), current: share(host), other };
}

module.exports = {
  makeContext,
  acceptContexts,
  isContext,
  hasMade: (object) => records.has(object),
  callGuest,
  compileScript,
  runScript,
  compileFunction,
  moduleCompiler,
  makeSyntheticModule,
  nextModuleNumber,
  moduleRequests: (handle) => binding.moduleRequests(handle.id),
  answerRequests: (handle, answers) => binding.answerRequests(handle.id, ArrayPrototypeMap(answers, ({ id }) => id)),
  linkModule: (handle) => binding.linkModule(handle.id), // node-do-not-add-exception-line
  evaluateModule,
  moduleStatus: (handle) => binding.moduleStatus(handle.id),
  moduleError,
  moduleNamespace: (handle) => binding.moduleNamespace(handle.id),
  setModuleExport: (handle, name, value) => binding.setModuleExport(handle.id, name, value),
  hasTopLevelAwait: (handle) => binding.hasTopLevelAwait(handle.id),
  makeContextError,
  measureMemory,
  toGuest: (value, contextObject, copies) => toGuest(value, recordOf(contextObject), copies),
  toHost: (value) => toHost(value, new Map()),
  toHostWith: toHost,
};
