'use strict';

// Values of every kind, for tests that give an argument or an option everything that it may get.

/** Fresh values, for some functions change what they get. */
function sampleValues() {
  return [
    undefined, null, true, false,
    0, -0, 2000, -1, 1.5, NaN, Infinity, -Infinity,
    2 ** 31 - 1, 2 ** 31, -(2 ** 31), -(2 ** 31) - 1, 2 ** 32 - 1, 2 ** 32, 2 ** 32 + 1, -(2 ** 53), 1e21, -1e300,
    1n, -(2n ** 64n),
    '', 'text', "it's", 'a text of twenty-eight chars', 'a text of more than twenty-eight chars',
    `it's ${'long'.repeat(9)}`,
    Symbol('description'), Symbol(),
    {}, [], [1, 'a'], Object.create(null), Object.create({ inherited: 1 }), { constructor: undefined },
    { constructor: { name: 'Fake' } }, { constructor: {} }, { a: { b: { c: 1 } } }, { text: 'long'.repeat(40) },
    function named() {}, () => {}, class Named {}, async () => {},
    new Date(0), new Map([[1, 2]]), /expression/, new Error('an error'), new Proxy({}, {}), new Proxy([], {}),
    Buffer.from('bytes'), new Float64Array(2), new DataView(new ArrayBuffer(2)), new ArrayBuffer(2),
  ];
}

module.exports = { sampleValues };
