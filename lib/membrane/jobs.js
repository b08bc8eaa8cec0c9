'use strict';

// One host microtask for one guest job, so that jobs of both sides keep their order.

const { AsyncResource, executionAsyncResource } = require('node:async_hooks');
const binding = require('../native');

const { ownKeys } = Reflect;
const { setImmediate } = globalThis;

const resolved = Promise.resolve();
const then = Function.prototype.call.bind(Promise.prototype.then);

function scheduleJob(record) {
  then(resolved, () => binding.runJob(record.id)); // node-do-not-add-exception-line
}

/**
 * An async resource that keeps the present async context (AsyncLocalStorage, async hooks, domains), or undefined where
 * there is none to keep: Node's resource for everything that runs outside of one has no properties.
 */
function captureAsyncContext() {
  if (ownKeys(executionAsyncResource()).length === 0) return undefined;
  return new AsyncResource('PROMISE', { requireManualDestroy: true });
}

/** Runs the handler that the engine has ready, in the context of an async resource. */
function runInAsyncContext(resource) {
  resource.runInAsyncScope(binding.runJobCallback); // node-do-not-add-exception-line
}

/** Calls the callbacks of finalization registries from the event loop, as Node does. */
function scheduleCleanup(record) {
  setImmediate(() => binding.cleanUp(record.id)); // node-do-not-add-exception-line
}

module.exports = { captureAsyncContext, runInAsyncContext, scheduleCleanup, scheduleJob };
