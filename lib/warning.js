'use strict';

const process = require('node:process');

const warned = { __proto__: null };

/** Tells the user, once for each feature, that it is experimental in Node. */
function emitExperimentalWarning(feature) {
  if (warned[feature]) {
    return;
  }
  warned[feature] = true;
  process.emitWarning(`${feature} is an experimental feature and might change at any time`, 'ExperimentalWarning');
}

module.exports = { emitExperimentalWarning };
