'use strict';

// Globals of a Node context that the engine does not have: they come from a bare V8 realm that each context gets when
// it first asks, its *room*. Nothing of the host's own realm can be reached from there.

const nodeVm = require('node:vm');

/** The value of a global of the context's room. */
function roomGlobal(record, name) {
  record.room ??= nodeVm.createContext(nodeVm.constants.DONT_CONTEXTIFY ?? {}, {
    codeGeneration: { strings: record.allowsStrings, wasm: record.allowsWasm },
  });
  return nodeVm.runInContext(name, record.room);
}

module.exports = { roomGlobal };
