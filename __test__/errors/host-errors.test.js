'use strict';

// The stacks of the host's errors that pass through guest code have the guest's frames, in their place.

const assert = require('node:assert');
const fs = require('node:fs');
const { differential } = require('../helpers/differential.js');
const { guestStack, run, thrown } = require('../helpers/cases.js');

function hostThrows() {
  throw new RangeError('of the host');
}

const sandbox = () => ({
  hostThrows,
  fs,
  assert,
  JSON,
  hostCalls(callback) {
    callback();
  },
  Host: class {
    get hostValue() {
      throw new TypeError('of a getter');
    }
  },
});

const stackOf = (code) => (vm) =>
  guestStack(thrown(() => run(vm, code, sandbox(), { filename: 'f.vm', displayErrors: false })));

differential('host errors', {
  'of a function': stackOf('function g() {\n  hostThrows()\n}\ng()'),
  'of a method': stackOf('const o = { m() { hostThrows() } };\no.m()'),
  'through a callback': stackOf('function outer() { hostCalls(function inner() { hostThrows() }) }\nouter()'),
  'of a getter': stackOf('new Host().hostValue'),
  'of Node': stackOf('function read() { fs.readFileSync("/does/not/exist") }\nread()'),
  'of an assertion': stackOf('(function check() { assert.strictEqual(1, 2) })()'),
  'of a built-in function': stackOf('function parse() { JSON.parse("{") }\nparse()'),
  'caught and thrown again': stackOf('try { hostThrows() } catch (e) {\n  throw e\n}'),
  'as the guest sees it': (vm) =>
    guestStack({ stack: run(vm, 'let s; try { hostThrows() } catch (e) { s = e.stack } s', sandbox(), 'f.vm') }),
  'no frame of rvm is seen': (vm) =>
    thrown(() => run(vm, 'hostCalls(() => hostThrows())', sandbox(), 'f.vm')).stack.includes('membrane'),
  'a hook of the host formats them': (vm) => {
    const before = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace');
    Error.prepareStackTrace = (error, sites) =>
      `mapped\n${sites.map((site) => `    at ${site.getFunctionName()} ${site.getFileName()} ${site.getLineNumber()}`).join('\n')}`;
    try {
      const { stack } = thrown(() => run(vm, 'function g() { hostThrows() }\ng()', sandbox(), { filename: 'f.vm', displayErrors: false }));
      return stack.split('\n').filter((line) => line === 'mapped' || line.includes('f.vm'));
    } finally {
      if (before) Object.defineProperty(Error, 'prepareStackTrace', before);
      else delete Error.prepareStackTrace;
    }
  },
});
