'use strict';

const nodeConstants = require('node:vm').constants;
const { ObjectFreeze } = require('./primordials');

/**
 * `vm.constants`. Where the running Node has a constant, it is the same symbol, so that a program that took it from
 * `node:vm` can hand it to rvm.
 */
module.exports = ObjectFreeze({
  __proto__: null,
  USE_MAIN_CONTEXT_DEFAULT_LOADER:
    nodeConstants?.USE_MAIN_CONTEXT_DEFAULT_LOADER ?? Symbol('vm_dynamic_import_main_context_default'),
  DONT_CONTEXTIFY: nodeConstants?.DONT_CONTEXTIFY ?? Symbol('vm_context_no_contextify'),
});
