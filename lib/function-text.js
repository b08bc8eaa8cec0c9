'use strict';

// The text that `compileFunction` gives the engine, which knows no function without one.

const { ArrayPrototypeJoin, StringPrototypeSlice } = require('./primordials');

/** What stands before the body, on a line of its own that no position counts. */
const HEADER_LINES = 1;

/**
 * The text of an expression. Without extensions it is the function; with extensions it is a function that takes them
 * and gives the function, in whose scope they are, the last one innermost.
 */
function functionText(body, params, extensionCount) {
  // The comment of a first line is one no longer where a line stands before it.
  if (body[0] === '#' && body[1] === '!') body = `//${StringPrototypeSlice(body, 2)}`;
  const text = `function (${ArrayPrototypeJoin(params, ', ')}) {\n${body}\n}`;
  if (extensionCount === 0) return `(${text})`;
  let scopes = '';
  for (let index = 0; index < extensionCount; index++) scopes += `with (arguments[${index}]) `;
  return `(function () { ${scopes}return (${text}); })`;
}

module.exports = { HEADER_LINES, functionText };
