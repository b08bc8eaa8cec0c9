'use strict';

// The order in which promises, async functions and async generators go on. Each step logs a number of its own.

const { grammar, list, oneOf, text } = require('../text.js');
const { value, wrap } = require('./values.js');

const { statement, expression } = grammar((tie) => {
  const any = tie('expression');
  const block = text`{ ${list(tie('statement'), { separator: ' ' })} }`;
  const reaction = oneOf(
    '(x) => { log(step(), x); return x }', '(x) => { log(step(), x); throw x }',
    text`(x) => { log(step()); return ${any} }`, '1', 'undefined',
    text`async (x) => { log(step(), x); await x; log(step()); }`,
  );
  const thenable = oneOf(
    '{ then(resolve) { log(step(), "then"); resolve(5) } }',
    '{ then(resolve, reject) { log(step(), "then"); reject(6) } }', '{ then() { throw 7 } }',
    '{ get then() { log(step(), "get then"); return undefined } }', '{ then(resolve) { resolve(8); throw 9 } }',
  );
  return {
    expression: {
      leaves: ['1', 'p', 'q', 'Promise.resolve(2)', 'Promise.reject(3)', 'undefined', wrap(thenable), wrap(value)],
      branches: [
        text`Promise.${oneOf('resolve', 'reject')}(${any})`,
        text`new Promise((resolve, reject) => { ${oneOf('resolve', 'reject')}(${any}); ${oneOf('', 'reject(4)', 'throw 1', 'resolve(2)')} })`,
        text`(${any})?.then?.(${list(reaction, { max: 2 })})`,
        text`Promise.resolve(${any}).then(${list(reaction, { max: 2 })})`,
        text`Promise.resolve(${any}).catch(${reaction})`, text`Promise.resolve(${any}).finally(${reaction})`,
        text`Promise.${oneOf('all', 'race', 'allSettled', 'any')}([${list(any)}])`, text`(async () => ${block})()`,
        text`(async () => ${any})()`, text`(async function* () ${block})()`,
        text`(async function* () { yield ${any}; log(step()); yield* ${any} })()`,
        text`class { static async m() ${block} }.m()`,
        text`((g) => [g.next(${any}), g.${oneOf('next', 'return', 'throw')}(${any}), g.next()].map(show))((async function* () { try { log(step(), yield ${any}); ${tie('statement')} } finally { log(step()); ${oneOf('', 'yield 4;', 'await 1;')} } })())`,
      ],
    },
    statement: {
      leaves: ['log(step());', 'await null;', 'return 1;', 'throw 2;', text`show(${any});`],
      branches: [
        text`show(${any});`, text`log(step(), await ${any});`, text`await (${any}); log(step());`,
        text`return ${any};`,
        text`try ${block} catch (e) { log(step(), e); } finally { log(step()); ${tie('statement')} }`,
        text`for await (const x of [${list(any)}]) { log(step(), x); ${tie('statement')} }`,
        text`for await (const x of ${any}) { log(step(), x); if (fuel-- < 0) break; ${tie('statement')} }`,
        text`for await (const x of watched(2)) { log(step(), x); ${tie('statement')} }`,
        text`if (fuel-- > 55) ${block}`, text`p = ${any};`, text`queue(${reaction});`,
      ],
    },
  };
});

const asyncs = text`var steps = 0, p = Promise.resolve("p"), q = { then(resolve) { log("q"); resolve("q") } };
function step() { return ++steps }
function queue(f) { Promise.resolve().then(f).catch(() => {}) }
function show(value) { if (value instanceof Promise) value.then((x) => log(step(), "fulfilled", x), (e) => log(step(), "rejected", e)); else log(step(), value); return value }
${list(
  oneOf(
    text`(async () => { ${list(statement, { min: 1, separator: ' ' })} })().then((x) => log(step(), "done", x), (e) => log(step(), "failed", e));`,
    text`try { show(${expression}) } catch (e) { log(e) }`,
  ),
  { min: 1, max: 3, separator: '\n' },
)}
undefined`;

module.exports = { asyncs };
