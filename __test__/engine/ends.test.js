'use strict';

// Programs that take for ever, or ask for more than there is: each ends by its timeout, or throws what V8 throws.

const assert = require('node:assert');
const { spawn } = require('node:child_process');
const path = require('node:path');
const readline = require('node:readline');
const { test } = require('node:test');

const TIMEOUT = 'Error: Script execution timed out after 100ms';
const LENGTH = 'RangeError: Invalid string length';
const ARRAY_LENGTH = 'RangeError: Invalid array length';
const DEPTH = 'RangeError: Maximum call stack size exceeded';

/** Program → how it ends. */
const programs = {
  // Loops of natives over array-likes
  'Array.prototype.fill.call({ length: 2 ** 53 - 1 }, 0)': TIMEOUT,
  'Array.prototype.indexOf.call({ length: 1e10 }, 1)': TIMEOUT,
  'Array.prototype.lastIndexOf.call({ length: 1e10 }, 1)': TIMEOUT,
  'Array.prototype.includes.call({ length: 1e10 }, 1)': TIMEOUT,
  'Array.prototype.reverse.call({ length: 1e10 })': TIMEOUT,
  'Array.prototype.copyWithin.call({ length: 1e10 }, 1)': TIMEOUT,
  'Array.prototype.flat.call({ length: 1e10 })': TIMEOUT,
  'Array.prototype.forEach.call({ length: 1e10 }, () => 1)': TIMEOUT,
  'Array.prototype.reduceRight.call({ length: 2 ** 53 - 1 }, () => 0, 0)': TIMEOUT,
  'Array.prototype.shift.call({ length: 2 ** 53 - 1 })': TIMEOUT,
  'Array.prototype.sort.call({ length: 1e10 })': TIMEOUT,
  'a = [1, 2, 3]; a[4294967294] = 1; a.sort()': TIMEOUT,
  '[].concat({ length: 2 ** 53 - 1, [Symbol.isConcatSpreadable]: true })': TIMEOUT,
  'Array.from({ length: 1e9 })': TIMEOUT,
  'new Array(1e9).fill()': TIMEOUT,
  'new Array(1e9).includes(1)': TIMEOUT,
  'JSON.stringify(Array(1e7))': TIMEOUT,
  'Object.entries(Array(3e6).fill(1))': TIMEOUT,
  'Object.freeze(Array(3e6).fill(1))': TIMEOUT,
  'String.raw({ raw: { length: 1e9 } })': TIMEOUT,
  'new Uint8Array(1e8).join("")': TIMEOUT,
  'new Uint8Array(1e8).toSorted()': TIMEOUT,
  // Expressions and strings
  '/(a+)+$/.test("a".repeat(40) + "b")': TIMEOUT,
  '/(?:a|a)*$/.test("a".repeat(35) + "b")': TIMEOUT,
  '/(x+x+)+y/.test("x".repeat(40))': TIMEOUT,
  '/(.*)*(.*)*(.*)*x/.test("a".repeat(1000))': TIMEOUT,
  'r = /a/g; r.exec = () => ({ index: 1e10, 0: "a", length: 1 }); "abc".replace(r, "x")': TIMEOUT,
  '"x".repeat(1e6).indexOf("x".repeat(5e5) + "y")': 'value -1',
  '"x".repeat(1e6).includes("x".repeat(5e5) + "y")': 'value false',
  '"x".repeat(1e6).split("x".repeat(5e5) + "y").length': 'value 1',
  '"ab,".repeat(5e4).split(",").length': 'value 50001',
  '"ab,".repeat(5e4).replaceAll(",", ";").length': 'value 150000',
  '"x".repeat(1e8).split("")': TIMEOUT,
  'new RegExp("a".repeat(1e7))': 'SyntaxError',
  'new RegExp("\\\\p{L}".repeat(1e5), "u").test("b")': 'SyntaxError',
  'Object.defineProperty(r = /a/, "flags", { value: "g" }); "aa".match(r)': 'value a',
  'r = /a/; r.exec = () => ["a"]; Object.defineProperty(r, "global", { value: true }); "aa".match(r)': TIMEOUT,
  '"é".repeat(1e8).toUpperCase()': TIMEOUT,
  '"é".repeat(1e8).toLowerCase()': TIMEOUT,
  'encodeURIComponent("é".repeat(1e8))': TIMEOUT,
  'decodeURIComponent("%C3%A9".repeat(5e7))': TIMEOUT,
  'escape("é".repeat(1e8))': TIMEOUT,
  'unescape("%u00e9".repeat(5e7))': TIMEOUT,
  'JSON.stringify("é".repeat(1e8))': TIMEOUT,
  'Reflect.ownKeys(new String("x".repeat(1e8)))': TIMEOUT,
  'Reflect.ownKeys(new Uint8Array(1e8))': TIMEOUT,
  'for (s = "x"; ; ) s += s': LENGTH,
  'new Array(2 ** 32 - 1).join("ab")': LENGTH,
  'eval("var a=1;".repeat(5e5))': TIMEOUT,
  'eval("1+".repeat(1e6) + "1")': TIMEOUT,
  'eval("\'" + "a".repeat(1e8) + "\'")': TIMEOUT,
  'Function("a".repeat(1e8))': TIMEOUT,
  // Long numbers
  '(2n ** 20000000n).toString()': TIMEOUT,
  '3n ** 300000000n': TIMEOUT,
  'BigInt("9".repeat(2e7))': TIMEOUT,
  'a = 3n ** 3000000n; (a * a * a * a * a * a) / (a * a * a + 1n)': TIMEOUT,
  'a = 3n ** 3000000n; for (;;) a *= a': TIMEOUT,
  '2n ** (2n ** 31n)': 'RangeError: Maximum BigInt size exceeded',
  '1n << (2n ** 30n)': 'RangeError: Maximum BigInt size exceeded',
  // Lengths and depths
  '(function () {}).apply(null, { length: 2 ** 32 })': ARRAY_LENGTH,
  'Reflect.ownKeys(new Proxy({}, { ownKeys: () => ({ length: 2 ** 32 }) }))': ARRAY_LENGTH,
  'eval("(".repeat(20000) + "1" + ")".repeat(20000))': DEPTH,
  'p = new Proxy({}, { get: (t, k, r) => r[k] }); p.x': DEPTH,
  'for (p = {}, i = 0; i < 1e5; i++) p = new Proxy(p, {}); Array.isArray(p)': 'value false',
  'async function* ag() { while (1); } ag().next()': TIMEOUT,
  'JSON.parse("[".repeat(1e6) + "]".repeat(1e6)).length': 'value 1',
  'JSON.parse("{\\"a\\":".repeat(1e5) + "1" + "}".repeat(1e5)).b': 'value undefined',
  // The ends of time
  'new Date(8.64e15).toLocaleString("en", { timeZone: "UTC" })': 'value 9/13/275760, 12:00:00 AM',
  'new Date(-8.64e15).toLocaleDateString("en", { timeZone: "UTC" })': 'value 4/20/271822',
  'new Intl.DateTimeFormat("en", { timeZone: "UTC" }).format(8.64e15)': 'value 9/13/275760',
};

/** Engines word these in their own ways, or have other limits. */
const byName = (ending) => (ending.startsWith('RangeError') || ending.startsWith('SyntaxError')
  ? ending.slice(0, ending.indexOf(':') === -1 ? undefined : ending.indexOf(':')) : ending);

/** Runs all programs in one process; gives what it says of each, until it ends. */
async function runAll() {
  const code = `
    const vm = require(${JSON.stringify(path.resolve(__dirname, '../..'))});
    for (const [program, expected] of JSON.parse(process.argv[1])) {
      let ending;
      try {
        const timeout = expected.includes('timed out') ? 100 : 20_000;
        ending = 'value ' + vm.runInNewContext(program, {}, { timeout });
      } catch (error) {
        ending = String(error);
      }
      console.log(ending.slice(0, 200).replaceAll('\\n', ' '));
    }
    process.exit();
  `;
  const child = spawn(process.execPath, ['-e', code, JSON.stringify(Object.entries(programs))], {
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 240_000,
  });
  const endings = [];
  for await (const line of readline.createInterface({ input: child.stdout })) endings.push(line);
  return endings;
}

test('programs that take for ever end', async (t) => {
  const endings = await runAll();
  for (const [index, [program, expected]] of Object.entries(programs).entries()) {
    await t.test(program, () => {
      assert.ok(index < endings.length, 'the process has ended, or hangs');
      assert.strictEqual(byName(endings[index]), byName(expected));
    });
  }
});
