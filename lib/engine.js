'use strict';

// The engine as the API sees it: contexts, scripts and functions by the objects that stand for them.

const { getHeapStatistics } = require('node:v8');
const binding = require('./native');
require('./membrane');
const { HEADER_LINES, functionText } = require('./function-text');
const { watchForIdleTime } = require('./membrane/idle');
const { pairAll } = require('./membrane/intrinsics');
const { globalTag } = require('./membrane/sandbox');
const { Record, records } = require('./membrane/tables');
const { toHost } = require('./membrane/to-host');

class ScriptHandle {
  constructor(id, source) {
    this.id = id;
    this.source = source;
  }
}

/** Scripts that nobody can run any more are forgotten by the engine. */
const droppedScripts = new FinalizationRegistry((id) => binding.dropScript(id));

let main;

/** The record of the main context, made when it is first needed. */
function mainRecord() {
  if (main === undefined) {
    watchForIdleTime();
    const record = new Record(true);
    record.sandbox = globalThis;
    record.id = binding.makeContext(record, globalThis, true, false, true);
    pairAll(record);
    main = record;
  }
  return main;
}

const recordOf = (contextObject) => (contextObject === null ? mainRecord() : records.get(contextObject));

function makeContext(contextObject, settings) {
  watchForIdleTime();
  const record = new Record(false);
  record.name = settings.name;
  record.origin = settings.origin;
  record.allowsStrings = settings.strings;
  record.allowsWasm = settings.wasm;
  record.importModuleDynamically = settings.importModuleDynamically;
  record.sandbox = contextObject;
  const tag = contextObject === undefined ? undefined : globalTag(contextObject);
  record.id = binding.makeContext(record, contextObject, false, settings.ownMicrotaskQueue, settings.strings, tag);
  const object = contextObject ?? binding.contextGlobal(record.id);
  records.set(object, record);
  return object;
}

function compileScript(owner, source, filename, lineOffset, columnOffset, parsingContext) {
  const record = recordOf(parsingContext);
  const id = binding.compileScript(source, filename, lineOffset, columnOffset, record.id); // node-do-not-add-exception-line
  const handle = new ScriptHandle(id, source);
  droppedScripts.register(handle, id);
  return handle;
}

function runScript(handle, contextObject, timeout, displayErrors, breakOnSigint) {
  const record = recordOf(contextObject);
  return binding.runScript(handle.id, record.id, timeout, breakOnSigint, displayErrors); // node-do-not-add-exception-line
}

function compileFunction(source, filename, lineOffset, columnOffset, params, parsingContext, contextExtensions) {
  const record = recordOf(parsingContext);
  return binding.compileFunction( // node-do-not-add-exception-line
    functionText(source, params, contextExtensions.length), filename, lineOffset, columnOffset, record.id,
    contextExtensions, HEADER_LINES, source, params,
  );
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
  isContext: (object) => records.has(object),
  compileScript,
  runScript,
  compileFunction,
  measureMemory,
  toHost,
};
