'use strict';

// The native half. `scripts/build.mjs` puts it here under the name of the platform.

const { throwFromScript } = require('./abort-on-uncaught');

const { arch, platform } = process;

function isMusl() {
  return process.report?.getReport().header.glibcVersionRuntime === undefined;
}

function libc() {
  if (platform === 'win32') return '-msvc';
  if (platform !== 'linux') return '';
  return isMusl() ? '-musl' : '-gnu';
}

const file = process.env.RVM_NATIVE_PATH ?? `./rvm.${platform}-${arch}${libc()}.node`;

// A copy, for V8 takes the exports of an addon for a dictionary, and looks for what is called at each call.
module.exports = { ...throwFromScript(require(file)) };
