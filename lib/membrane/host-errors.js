'use strict';

// The stacks of the host's errors that are thrown through the guest; see src/engine/stack/host_error.rs.

const { types: { isNativeError } } = require('node:util');
const {
  ArrayPrototypeJoin, ArrayPrototypeMap, ArrayPrototypePush, StringPrototypeIncludes, StringPrototypeIndexOf,
  StringPrototypeSlice, StringPrototypeSplit,
} = require('../primordials');
const { CallSite } = require('./call-site');
const { LIB, stackHook } = require('./host-stack');
const { exportIds } = require('./tables');

const { defineProperty, getOwnPropertyDescriptor } = Reflect;

const FRAME = '    at ';

const isFrame = (line) => StringPrototypeSlice(line, 0, FRAME.length) === FRAME;
const isOwnFrame = (line) => isFrame(line) && StringPrototypeIncludes(line, LIB);

/** Whether functions of rvm stand in the stack of an error that is no guest's. */
function lacksFrames(error) {
  if (!isNativeError(error) || exportIds.has(error)) return false;
  const stack = getOwnPropertyDescriptor(error, 'stack')?.value;
  return typeof stack === 'string' && StringPrototypeIncludes(stack, LIB);
}

/** The lines of frames as the program wants them: source maps are applied by a hook. */
function linesOf(sites) {
  const hook = stackHook();
  if (typeof hook === 'function') {
    const text = hook(new Error(), ArrayPrototypeMap(sites, (site) => new CallSite(site)));
    const start = typeof text === 'string' ? StringPrototypeIndexOf(text, `\n${FRAME}`) : -1;
    if (start >= 0) return StringPrototypeSplit(StringPrototypeSlice(text, start + 1), '\n');
  }
  return ArrayPrototypeMap(sites, (site) => FRAME + site[0]);
}

/** From the first frame of rvm on, the stack is the one that the guest sees. */
function putFrames(error, sites) {
  const descriptor = getOwnPropertyDescriptor(error, 'stack');
  const { stackTraceLimit } = Error;
  const lines = StringPrototypeSplit(descriptor.value, '\n');
  const kept = [];
  let frames = 0;
  for (let index = 0; index < lines.length && !isOwnFrame(lines[index]); index++) {
    ArrayPrototypePush(kept, lines[index]);
    frames += isFrame(lines[index]) ? 1 : 0;
  }
  const added = linesOf(sites);
  for (let index = 0; index < added.length && !(frames >= stackTraceLimit); index++) {
    ArrayPrototypePush(kept, added[index]);
    frames++;
  }
  descriptor.value = ArrayPrototypeJoin(kept, '\n');
  defineProperty(error, 'stack', descriptor);
}

module.exports = { lacksFrames, putFrames };
