'use strict';

// Host and guest functions that call each other, by many ways, with throws and catches on the way.

const { grammar, list, oneOf, text } = require('../text.js');
const { guest, start } = require('./start.js');

// A way is an expression of x that calls `next`, the function that goes on, on the other side or on this one.
const way = oneOf(
  'next(x)', '[x].map(next)[0]', '[3, 1, 2].sort((a, b) => { next(x); return a - b })',
  'JSON.stringify({ toJSON: () => next(x) })', '"a".replace("a", () => next(x))',
  '`${{ toString: () => String(next(x)) }}`', '({ get a() { return next(x) } }).a',
  'new Proxy({}, { get: () => next(x) }).a', '[...(function* () { yield next(x) })()][0]',
  'new (class { constructor() { this.v = next(x) } })().v', 'Reflect.apply(next, null, [x])', 'next.call(1, x)',
  'next.bind(null, x)()', 'Array.from([x], next)[0]', 'new Map([[1, 2]]).forEach(() => next(x))',
  '((a = next(x)) => a)()', 'Object.defineProperty({}, "a", { get: () => next(x) }).a',
  '[1, 2].reduce(() => next(x))', '({ valueOf: () => next(x) }) + 0', 'new next(x)', 'next`${x}`',
  '[Symbol.iterator, ...[]].some(() => next(x))',
  '(() => { for (const y of { [Symbol.iterator]: () => ({ next: () => ({ done: (next(x), true) }) }) }); })()',
  'Promise.resolve(next(x)) && 1', 'eval("next(x)")', 'new Function("next", "x", "return next(x)")(next, x)',
  '[...{ [Symbol.iterator]() { return [next(x)].values() } }][0]', '(class { static [(next(x), "k")] = 1 }).k',
);

const { body } = grammar((tie) => ({
  body: {
    leaves: [text`return ${way};`],
    branches: [
      text`try { ${tie('body')} } catch (e) { log("caught", e); ${oneOf('return "recovered";', 'throw e;', 'throw new TypeError("other");', 'throw { wrapped: e };', text`return ${way};`)} }`,
      text`try { ${tie('body')} } finally { log("finally", x); ${oneOf('', '', 'return "overridden";', text`${way};`)} }`,
      text`log("before", x); log("after", ${way}); ${tie('body')}`,
      text`for (let i = 0; i < 2; i++) { ${tie('body')} }`, text`if (x > 2) { ${tie('body')} } ${tie('body')}`,
    ],
  },
}));

const end = oneOf(
  'return x;', 'throw new Error("end");', 'throw new RangeError("range");', 'throw "string";', 'throw null;',
  'throw { plain: x };', 'return { x };', 'return [x];', 'return undefined;', 'return () => x;',
  'return Promise.resolve(x);', 'throw Object.freeze([x]);', 'null.x;', 'missing;', 'throw Symbol.iterator;',
);

// The functions of a level call those of the level below, of the one side or the other.
const level = (
  number,
  below = number - 1,
) => text`function h${String(number)}(x) { const next = x % 2 ? sandbox.g${String(below)} : h${String(below)}; x++; ${body} }
sandbox.h${String(number)} = h${String(number)};
run(${guest(text`function g${String(number)}(x) { const next = x % 2 ? h${String(below)} : g${String(below)}; x++; ${body} }`)});`;

const chains = text`const sandbox = vm.createContext({ log });
${start}
function h0(x) { log("end", x); ${end} }
sandbox.h0 = h0;
run(${guest(text`function g0(x) { log("end", x); ${end} }`)});
${level(1)}
${level(2)}
${level(3)}
${list(text`attempt('chain', () => ${oneOf('h', 'sandbox.g')}${oneOf('1', '2', '3')}(${oneOf('0', '1')}));`, { min: 1, max: 2, separator: '\n' })}`;

module.exports = { chains };
