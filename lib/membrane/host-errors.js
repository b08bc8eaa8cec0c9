'use strict';

// The stacks of the host's errors that are thrown through the guest; see src/engine/stack/host_error.rs.

const { types: { isNativeError } } = require('node:util');
const {
  ArrayPrototypeJoin, ArrayPrototypeMap, ArrayPrototypePush, ReflectApply, StringPrototypeIncludes,
  StringPrototypeIndexOf, StringPrototypeSlice, StringPrototypeSplit,
} = require('../primordials');
const { CallSite } = require('./call-site');
const { LIB, stackHook } = require('./host-stack');
const { exportIds } = require('./tables');

const { defineProperty, getOwnPropertyDescriptor } = Reflect;

const FRAME = '    at ';

const isFrame = (line) => StringPrototypeSlice(line, 0, FRAME.length) === FRAME;
const isOwnFrame = (line) => isFrame(line) && StringPrototypeIncludes(line, LIB);

/** Later versions of V8 have the stack of an error behind an accessor, which is one for all errors. */
const { get: getStack, set: setStack } = getOwnPropertyDescriptor(new Error(), 'stack') ?? {};

function readStack(error) {
  const { get, value } = getOwnPropertyDescriptor(error, 'stack') ?? {};
  return get !== undefined && get === getStack ? ReflectApply(getStack, error, []) : value;
}

function writeStack(error, stack) {
  const descriptor = getOwnPropertyDescriptor(error, 'stack');
  if (descriptor.get === undefined) defineProperty(error, 'stack', { ...descriptor, value: stack });
  else ReflectApply(setStack, error, [stack]);
}

/** Whether functions of rvm stand in the stack of an error that is no guest's. */
function lacksFrames(error) {
  if (!isNativeError(error) || exportIds.has(error)) return false;
  const stack = readStack(error);
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
  const { stackTraceLimit } = Error;
  const lines = StringPrototypeSplit(readStack(error), '\n');
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
  writeStack(error, ArrayPrototypeJoin(kept, '\n'));
}

module.exports = { lacksFrames, putFrames };
