'use strict';

const binding = require('../native');
const { exportIds } = require('./tables');

/** The kind of the guest object that a value stands for; undefined if it is no view. See kinds.js. */
function kindOf(value) {
  const exported = exportIds.get(value);
  return exported === undefined ? undefined : binding.kind(exported >> 1);
}

module.exports = { kindOf };
