'use strict';

// What V8 says of a Proxy. `rvm/register` has `util.types.isProxy` see through views, and loads this before.

const { types: { isProxy } } = require('node:util');

module.exports = { isProxy };
