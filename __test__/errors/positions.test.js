'use strict';

// Where V8 tells of a name that is not declared: at the statement, if nothing of it ran before, or at the name.

const { differential } = require('../helpers/differential.js');
const { attempt } = require('../helpers/cases.js');

const STATEMENTS = [
  'throw nope', 'return nope', 'return nope()', 'return nope.x', 'return 1 + nope', 'return nope + 1', 'return [nope]',
  'return `${nope}`', 'return -nope', 'return !nope', 'return (nope)', 'return {a: nope}', 'return nope ? 1 : 2',
  'return nope || 1', 'return new nope', 'return nope, 1', 'return () => nope', 'return nope`x`', 'return delete nope.x',
  'return nope in {}', 'return typeof nope + nope', 'return f(nope)', 'return f() + nope', 'throw nope.x', 'throw f(nope)',
  'throw new nope', 'if (f) return nope', '  return\n  nope', 'for (;;) { return nope }', 'nope; return', 'f(); throw nope',
];

const place = (error) => /:(\d+:\d+)\)?$/.exec(error.stack.split('\n').find((line) => line.startsWith('    at ')))[1];

differential('an undeclared name', Object.fromEntries(STATEMENTS.map((body) => [body.replaceAll('\n', ' ⏎ '), (vm) => {
  const { threw } = attempt(() => vm.compileFunction(body, ['f'])(() => 1));
  return threw && place(threw);
}])));

differential('an undeclared name in other functions', Object.fromEntries([
  'async () => { return nope() }', 'async () => { return await nope(1) }', 'async () => { throw await nope }',
  'function* () { return nope }', 'async () => nope', '() => nope()',
].map((text) => [text, async (vm) => {
  const made = vm.compileFunction(`return (${text})`)();
  try {
    const result = made();
    await (typeof result?.next === 'function' ? result.next() : result);
  } catch (error) {
    return place(error);
  }
  return 'nothing was thrown';
}])));
