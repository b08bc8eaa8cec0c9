'use strict';

// What there is to generate, by name: `kind` says how the programs run.

const { expressions, statements } = require('./language/code.js');
const builtins = require('./language/builtins.js');
const { regexps } = require('./language/regexps.js');
const { asyncs } = require('./language/async.js');
const protocols = require('./language/protocols.js');
const sandboxes = require('./host/sandbox.js');
const { crossings } = require('./host/crossing.js');
const microtasks = require('./host/microtasks.js');
const { chains } = require('./host/chains.js');

const kind = (name, arbitraries) =>
  Object.entries(arbitraries).map(([feature, programs]) => [feature, { kind: name, programs }]);

module.exports = new Map([
  ...kind('guest', { expressions, statements, ...builtins, regexps, asyncs, ...protocols }),
  ...kind('host', { ...sandboxes, crossings, ...microtasks, chains }),
]);
