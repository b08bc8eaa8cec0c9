'use strict';

const nodeVm = require('node:vm');
const { getBuiltin } = require('./builtins');
const { acceptViews } = require('./clone');
const { acceptMovedPorts } = require('./message-port');
const { leaveMainContextToNode } = require('./this-context');
const { knowViews } = require('./types');

const entry = require.resolve('../../index.js');
const engineEntry = require.resolve('../engine.js');

/** What user code gets as `vm`: an object of its own, with the keys of the running Node's in their order. */
function createUserVm() {
  const rvm = require(entry);
  // Node calls no `importModuleDynamically` without --experimental-vm-modules.
  require('../importer').followFlag();
  require('../engine').acceptContexts(nodeVm.isContext);
  require('../importer').followFlag();
  const vm = {};
  for (const key of Object.keys(nodeVm)) {
    if (key in rvm) {
      vm[key] = rvm[key];
    }
  }
  if (process.env.RVM_THIS_CONTEXT === 'node') {
    leaveMainContextToNode(vm, nodeVm);
  }
  return vm;
}

function isRvmLoading() {
  return require.cache[entry]?.loaded === false;
}

/** This one is for user code, but asks as the internals do. */
function replaceGetBuiltinModule(getUserVm) {
  const { getBuiltinModule } = process;
  process.getBuiltinModule = { getBuiltinModule(id) {
    const exports = getBuiltinModule(id); // node-do-not-add-exception-line
    return exports === nodeVm ? getUserVm() : exports;
  } }.getBuiltinModule;
}

function register() {
  const builtin = getBuiltin('vm');
  if (Object.hasOwn(builtin, 'compileForInternalLoader')) {
    return; // by another copy of rvm
  }
  let userVm;
  builtin.compileForInternalLoader = () => nodeVm;
  Object.defineProperty(builtin, 'exports', {
    configurable: true,
    enumerable: true,
    // rvm stands on Node's vm here and there, and asks for it while it loads.
    get: () => userVm ?? (isRvmLoading() ? nodeVm : userVm = createUserVm()),
  });
  if (process.getBuiltinModule) {
    replaceGetBuiltinModule(() => builtin.exports);
  }
  if (builtin.module) {
    // A preload before this one has imported `vm`.
    builtin.syncExports();
    builtin.module.setExport('default', builtin.exports);
  }
  acceptViews(() => require.cache[entry]?.exports.toHost);
  acceptMovedPorts(() => require.cache[engineEntry]?.exports);
  knowViews(() => (require.cache[entry]?.loaded ? require('../membrane/kind-of').kindOf : undefined));
}

register();
