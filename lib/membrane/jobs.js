'use strict';

// One host microtask for one guest job, so that jobs of both sides keep their order.

const binding = require('../native');

const resolved = Promise.resolve();
const then = Function.prototype.call.bind(Promise.prototype.then);

function scheduleJob(record) {
  then(resolved, () => binding.runJob(record.id)); // node-do-not-add-exception-line
}

module.exports = { scheduleJob };
