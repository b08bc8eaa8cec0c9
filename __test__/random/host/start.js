'use strict';

// How each host program starts. A program is the body of a function of `vm` and `log`.

const { list, text } = require('../text.js');

const start = `const run = (code) => vm.runInContext(code, sandbox);
const attempt = (name, action) => { try { log(name, action()) } catch (error) { log(name, 'threw', error) } };`;

/** A program around a sandbox: steps that log what they give or throw, and the sandbox in the end. */
const steps = (
  sandbox,
  step,
  { max = 7, options = '' } = {},
) => text`const sandbox = vm.createContext(${sandbox}${options});
${start}
${list(text`attempt('step', () => ${step});`, { min: 1, max, separator: '\n' })}
log('sandbox', sandbox);`;

/** Guest code as an argument: a string literal. */
const guest = (code) => code.map((source) => JSON.stringify(source));

module.exports = { start, steps, guest };
