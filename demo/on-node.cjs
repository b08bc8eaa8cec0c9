'use strict';

// Preload: `require('rvm')` gives node:vm, so that the same example runs on Node's own vm.

const Module = require('node:module');
const path = require.resolve('rvm');

require.cache[path] = Object.assign(new Module(path), { exports: require('node:vm'), loaded: true });
