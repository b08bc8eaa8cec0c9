'use strict';

// Where V8 tells of a name that is not declared: at the statement, if nothing of it ran before, or at the name; and of
// operators, calls and what is read from their results.

const { differential } = require('../helpers/differential.js');
const { attempt } = require('../helpers/cases.js');

const STATEMENTS = [
  'throw nope', 'return nope', 'return nope()', 'return nope.x', 'return 1 + nope', 'return nope + 1', 'return [nope]',
  'return `${nope}`', 'return -nope', 'return !nope', 'return (nope)', 'return {a: nope}', 'return nope ? 1 : 2',
  'return nope || 1', 'return new nope', 'return nope, 1', 'return () => nope', 'return nope`x`', 'return delete nope.x',
  'return nope in {}', 'return typeof nope + nope', 'return f(nope)', 'return f() + nope', 'throw nope.x', 'throw f(nope)',
  'throw new nope', 'return nope++', 'return {...nope}', 'return [...nope]', 'return 1 ? nope : 2', 'nope += 1', 'nope ||= 1',
  'if (f) return nope', '  return\n  nope', 'for (;;) { return nope }', 'nope; return', 'f(); throw nope',
];

const place = (error) => /:(\d+:\d+)\)?$/.exec(error.stack.split('\n').find((line) => line.startsWith('    at ')))[1];

differential('an undeclared name', Object.fromEntries(STATEMENTS.map((body) => [body.replaceAll('\n', ' ⏎ '), (vm) => {
  const { threw } = attempt(() => vm.compileFunction(body, ['f'])(() => 1));
  return threw && place(threw);
}])));

differential('other errors', Object.fromEntries([
  'const c = 1; c++', 'const c = 1; [c] = [1]', 'const c = 1; ({ c } = {})',
  'for (const i = 0; i < 2; i++);', 'f().x', 'f().x.y', 'f().g.h.i', 'f()\n  .x', 'f()[0]', '(f()).x', 'f().x()', 'new f().x.y',
  'f()?.x.y', 'var o = {}; o?.a.b', 'delete null.x', 'delete f().x', 'var o = {}; delete o.a.b',
  '"use strict"; delete Object.freeze({ a: 1 }).a', 'var o = {}; o.t`x`', 'f()`x`',
  'for (const x of { [Symbol.iterator]: () => ({}) });', 'var q; for (q of { [Symbol.iterator]: () => ({}) });',
  'f(f())(f().x)', 'var x = 1; f(x++).y', 'f(...[1], f().x)', 'f(class {}).x', '[f().x]', '({ a: f().x })',
].map((body) => [body.replaceAll('\n', ' ⏎ '), (vm) => {
  const { threw } = attempt(() => vm.compileFunction(body, ['f'])(() => undefined));
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
