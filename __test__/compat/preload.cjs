'use strict';

// What a test, its children and its threads get besides what it says itself: rvm as `vm`, and a file as a sign that
// somebody has loaded it.

const { closeSync, openSync } = require('node:fs');
const native = require.resolve('../../lib/native.js');

require('../../register.js');

const { RVM_COMPAT_SIGN: sign } = process.env;
const { dlopen } = process;

// Gone as soon as it has served, so that no test meets it.
process.dlopen = function(...args) {
  if (require.cache[native]?.loaded === false) {
    process.dlopen = dlopen;
    closeSync(openSync(sign, 'w'));
  }
  return Reflect.apply(dlopen, this, args);
};
