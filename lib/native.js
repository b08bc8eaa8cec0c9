'use strict';

// The native half. `scripts/build.mjs` puts it here under the name of the platform.

const { arch, platform } = process;

function isMusl() {
  return process.report?.getReport().header.glibcVersionRuntime === undefined;
}

function libc() {
  if (platform === 'win32') return '-msvc';
  if (platform !== 'linux') return '';
  return isMusl() ? '-musl' : '-gnu';
}

module.exports = require(process.env.RVM_NATIVE_PATH ?? `./rvm.${platform}-${arch}${libc()}.node`);
