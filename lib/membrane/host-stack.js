'use strict';

// The host's part of a stack of calls, for the errors of guests: rvm's own frames are left out or told as Node's.

const { dirname, sep } = require('node:path');
const { ArrayPrototypePush, ArrayPrototypeSlice, StringPrototypeReplace, StringPrototypeSlice } = require('../primordials');

const { defineProperty, deleteProperty, getOwnPropertyDescriptor } = Reflect;
const { captureStackTrace } = Error;

const LIB = dirname(__dirname) + sep;

/** The files whose functions have the names of Node's own. */
const asNode = {
  __proto__: null, 'script.js': 'node:vm', 'vm.js': 'node:vm', 'compile-function.js': 'node:vm',
  'module.js': 'node:internal/vm/module', 'source-text-module.js': 'node:internal/vm/module',
};

/** The file that makes errors anew. */
const ROOM = `membrane${sep}room.js`;

/** The files whose functions enter the guest. */
const entrances = {
  __proto__: null, 'engine.js': true, [`membrane${sep}views.js`]: true, [`membrane${sep}jobs.js`]: true, [ROOM]: true,
};

/** More frames than anybody reads. */
const LIMIT = 100;

const CONSTRUCTOR = 1;
const ASYNC = 2;

const giveSites = (error, sites) => sites;

/** The call sites of V8, past whatever a program made of `Error.prepareStackTrace`. */
function callSites(below, count = LIMIT) {
  const prepare = getOwnPropertyDescriptor(Error, 'prepareStackTrace');
  const limit = getOwnPropertyDescriptor(Error, 'stackTraceLimit');
  const holder = {};
  defineProperty(Error, 'prepareStackTrace', { value: giveSites, writable: true, enumerable: true, configurable: true });
  defineProperty(Error, 'stackTraceLimit', { value: count, writable: true, enumerable: true, configurable: true });
  try {
    captureStackTrace(holder, below);
    const { stack } = holder;
    return typeof stack === 'object' ? stack : [];
  } finally {
    restore('prepareStackTrace', prepare);
    restore('stackTraceLimit', limit);
  }
}

function restore(name, descriptor) {
  if (descriptor === undefined) deleteProperty(Error, name);
  else defineProperty(Error, name, descriptor);
}

/** What Node itself puts there when it starts. */
const prepareOfNode = Error.prepareStackTrace?.name === 'ErrorPrepareStackTrace' ? Error.prepareStackTrace : undefined;

/** What a program has put in the place of `Error.prepareStackTrace`. */
function stackHook() {
  const hook = getOwnPropertyDescriptor(Error, 'prepareStackTrace')?.value;
  return hook === prepareOfNode ? undefined : hook;
}

/** The functions of V8 in which the error arose that is being made anew, which have left the stack. */
let lostSites = [];

/** Makes an error in the place of one with these call sites. */
function inPlaceOf(sites, make) {
  let count = 0;
  while (count < sites.length && typeof sites[count].getFileName() !== 'string') count++;
  lostSites = ArrayPrototypeSlice(sites, 0, count);
  try {
    return make();
  } finally {
    lostSites = [];
  }
}

/** Without the receiver where that is a view of ours. */
function lostFrame(site) {
  const parts = frame(site);
  if (parts[2] === 'Proxy') {
    parts[0] = StringPrototypeReplace(parts[0], 'Proxy.', '');
    parts[2] = undefined;
  }
  return parts;
}

/** The frames for src/membrane/host.rs, the newest first; null for an entry into the guest. */
function hostSites() {
  const sites = callSites(hostSites);
  const frames = [];
  let entrance;
  for (let index = 0; index < sites.length; index++) {
    const site = sites[index];
    const file = site.getFileName();
    const own = ownFile(file);
    if (own === undefined || own in asNode) {
      ArrayPrototypePush(frames, frame(site, file, own === undefined ? undefined : asNode[own]));
      entrance = undefined;
    } else if (own in entrances) {
      // A function of Node stands between, which calls the handler of a promise in its async context.
      if (site.getFunctionName() === 'runInAsyncContext') {
        frames.length--;
        if (frames[frames.length - 1] === null) entrance = own;
      }
      if (own === entrance) continue;
      entrance = own;
      ArrayPrototypePush(frames, null);
      if (own === ROOM) {
        for (let lost = 0; lost < lostSites.length; lost++) ArrayPrototypePush(frames, lostFrame(lostSites[lost]));
      }
    }
  }
  return frames;
}

/** The path of one of rvm's own files in lib/. */
function ownFile(file) {
  if (typeof file !== 'string' || StringPrototypeSlice(file, 0, LIB.length) !== LIB) return undefined;
  return StringPrototypeSlice(file, LIB.length);
}

/** The text of a stack with this header; undefined where V8 makes none. */
function hostStack(header) {
  const { stackTraceLimit } = Error;
  if (typeof stackTraceLimit !== 'number') return undefined;
  let stack = header;
  let count = 0;
  const frames = hostSites();
  for (let index = 0; index < frames.length && count < stackTraceLimit; index++) {
    if (frames[index] !== null) {
      stack += `\n    at ${frames[index][0]}`;
      count++;
    }
  }
  return stack;
}

/** An error of the host's own realm, whose stack tells nothing of rvm's own functions. */
function hostError(Class, message) {
  const error = new Class(message);
  const stack = hostStack(`${Class.name}: ${message}`);
  if (stack !== undefined) defineProperty(error, 'stack', { value: stack, writable: true, configurable: true });
  return error;
}

function frame(site, file, alias) {
  const text = `${site}`;
  return [
    alias === undefined ? text : StringPrototypeReplace(text, file, alias),
    site.getFunctionName(), site.isToplevel() ? undefined : site.getTypeName(), site.getMethodName(), alias ?? file,
    site.getLineNumber(), site.getColumnNumber(),
    (site.isConstructor() ? CONSTRUCTOR : 0) | (site.isAsync() ? ASYNC : 0),
  ];
}

module.exports = { LIB, callSites, giveSites, hostError, hostSites, inPlaceOf, stackHook };
