'use strict';

// The messages of SyntaxErrors, and where the arrow points, for programs that are wrong in many ways.

const { differential } = require('../helpers/differential.js');
const { attempt, run, thrown } = require('../helpers/cases.js');

const SOURCES = [
  'var 5;', 'b c', 'foo(', 'foo)', '}', '{', 'let a; let a', 'const x', 'let x = ;', '1 +', '1 = 2', '++1', 'for(;;', 'if(', 'if(1',
  'function(){}', 'function f( {', 'return', 'break', 'continue', 'a:a:1', '"abc', '`abc', '/abc', '/(/', '/[/', '/a/gg', "\\u{110000}",
  "\"\\x1\"", "\"\\u{zz}\"", '0b12', '0o8', '08n', '1__0', '1_', '3in []', '@dec class A{}', '#x',
  'class A { constructor(){} constructor(){} }', 'class A extends B { constructor(){ super(); super.x } ', 'new.target', 'super()',
  'import x from "y"', 'export default 1', 'import.meta', 'await 1', 'yield 1', '"use strict"; yield', 'async () => await', 'let let',
  '"use strict"; with(a){}', '"use strict"; 010', '"use strict"; delete x', '"use strict"; eval=1', '"use strict"; arguments=1',
  '"use strict"; var public', '"use strict"; (a,a)=>1', '({a:1,a})=>1', '(a,a)=>1', '({__proto__:1,__proto__:2})', '({a=1})', 'a?.b=1',
  'a?.`x`', 'new a?.b()', 'a ?? b || c', '-1**2', 'for(let x of a,b);', 'for(var i=0 of x);', 'try{}', 'switch(1){default:default:}',
  "throw\n1", 'enum', 'var enum', 'do while', 'async function f(){ function g(){ await 1 } }', '{ let a; var a }',
  'function f(a){ let a }', 'label: function* g(){}', 'if(1) class A{}', 'if(1) let x', 'while(1) function f(){}', 'get',
  '({get a(){} , set a(){}})', '({get a(x){}})', '`${`', '`${1', "\"\n\"", ' "', "\u0000", '‘', '…', 'a b', "a\nb c", 'x = {', '[1,2',
  '(1,2', ')', '](', 'a => {} ()', "async a => {}\n()", 'delete this.#p', 'obj.#p', 'class A{ #a; #a }', 'class A{ m(){ this.#q } }',
  'import("x"', 'import()', 'import(...x)', 'const {a};', 'let [b];', 'for(const x;;);', "var a\\u{2F}b", '1..toString(', '!--', '<!--',
  '-->', 'a-->b', "\\", 'é = ', 'x ++ y', '++x++', 'x => y => ', '() + 1', '(,)', 'f(,)', '[..]', '...x', '({...})', 'new', 'typeof',
  'void', 'in', 'instanceof', 'of', 'static', 'null = 1', 'this = 1', 'true=1', 'undefined=1', '[a] = 1', '({a}) = 1', '[a+1] = b',
  'function f(...a,b){}', 'function f(a=1){"use strict"}', '"use strict"; function f(eval){}', 'class let{}', 'class{}', 'class A{ x y }',
  'class A{ get constructor(){} }', 'class A{ static prototype(){} }',
  '\0', '‘', '…', 'a\tb', '\tb c', 'a;\r\nb c', 'a;\u2028b c', '/* open', '(function () { return', 'x = [1, 2', "'it's'", 'const { a: 1 } = x', 'async function f() { for await (x in y); }',
  'class A { static #p; m() { delete this.#p } }', 'class A { constructor() { super() } }', 'function f() { break; }', 'for (let let of x);', 'for (const x = 1 of y);', 'label: { continue label; }', 'if (1) else',
  'var a = { b: 1, , c: 2 }', 'f(a b)', 'let [a, a] = b', 'import { a } from', 'export { a }', '"use strict"; 08', 'a => { } => b', '({ a, b }) => { let a }', 'let x; { var x }', 'try {} catch (e) { let e }', '`${a', 'x = y z', 'new.target.x',
];

const compile = (vm, source) => thrown(() => new vm.Script(source, { filename: 'wrong.vm' }));
const table = (look) => Object.fromEntries([...new Set(SOURCES)].map((source) => [JSON.stringify(source), look(source)]));

differential('message', table((source) => (vm) => attempt(() => void new vm.Script(source))));

// What stands above the message: the file and line, the source line, and the carets under it.
differential('arrow', table((source) => (vm) => {
  const { threw } = attempt(() => void new vm.Script(source, { filename: 'wrong.vm' }));
  return threw && threw.stack.slice(0, threw.stack.indexOf(`\n${threw.name}: `));
}));

differential('SyntaxErrors of a running guest', Object.fromEntries(['eval("b c")', 'new Function("b c")', 'Function("a b", "")', 'new RegExp("(")', 'new RegExp("a", "gg")', 'JSON.parse("{")', 'JSON.parse("[1,]")', 'JSON.parse("")', 'JSON.parse("nul")', 'JSON.parse(\'{"a":1,}\')',
  'JSON.parse("1 2")', 'JSON.parse(undefined)', 'eval("}")', 'eval("let a; let a")', '(0, eval)("await 1")', 'BigInt("1x")', 'new Function("a", "}, function () {")', 'eval("var 5")', 'new Function("return 1 +")', 'Function("/*", "*/) {")'].map((code) => [code, (vm) => {
  const error = thrown(() => run(vm, code));
  return [error, error instanceof SyntaxError];
}])));

differential('what fails to compile', {
  'leaves the context usable': (vm) => {
    const sandbox = vm.createContext();
    const { threw } = attempt(() => vm.runInContext('let a = 1; )', sandbox));
    return [threw.name, vm.runInContext('typeof a', sandbox), vm.runInContext('let a = 2; a', sandbox)];
  },
  'is thrown before anything runs': (vm) => {
    const sandbox = vm.createContext({ ran: 0 });
    attempt(() => vm.runInContext('ran = 1; (', sandbox));
    return sandbox.ran;
  },
  'a compileFunction body': (vm) => attempt(() => vm.compileFunction('return )', ['a'])),
  'a compileFunction body that closes the function': (vm) => attempt(() => vm.compileFunction('});(function(){')),
  'many lines': (vm) => compile(vm, `${'ok();\n'.repeat(2000)}b c`).stack.split('\n').slice(0, 3),
  'a very long line': (vm) => compile(vm, `${'a;'.repeat(600)}b c`).stack.split('\n').slice(0, 3).map((line) => line.length),
});
