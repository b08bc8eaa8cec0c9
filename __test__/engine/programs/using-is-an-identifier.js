// `using` is an identifier, and no declaration
function check(text) { try { return String((0, eval)(text)) } catch (e) { return e.name } }
[
  'using x = null', '{ using x = null }', '(function () { using y = null; return 1 })()', 'async function f() { await using x = null }', 'for (using x of []) ;', 'for (await using x of []) ;',
  'var using = 1; using', 'using\nx2 = 1; x2', 'using = 2; using', '(using)', 'using.constructor.name', 'var o = { using: 3, using2() {} }; o.using', 'function using(a) { return a }; using(4)', 'let { using: z } = { using: 5 }; z',
  'class using {}; 6', 'using => using', 'label: { using: ; }',
].map(check).join('\n')
