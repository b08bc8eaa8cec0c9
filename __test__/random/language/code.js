'use strict';

// Expressions and statements. Programs have the variables a, b and c, the functions f and g, and what the prelude
// declares; every function and every loop uses up fuel, so that a program ends.

const { grammar, list, oneOf, text } = require('../text.js');
const { key, value, wrap } = require('./values.js');

const name = oneOf('a', 'b', 'c');
const property = oneOf('a', 'b', 'length', 'x', 'name');
const binary = oneOf(
  '+', '-', '*', '/', '%', '**', '<<', '>>', '>>>', '&', '|', '^', '==', '!=', '===', '!==', '<', '>', '<=', '>=',
  'in', 'instanceof', '&&', '||', '??', ',',
);
const assignment = oneOf('=', '=', '+=', '-=', '*=', '**=', '<<=', '>>>=', '&=', '|=', '&&=', '||=', '??=');
const unary = oneOf('-', '+', '!', '~', 'typeof ', 'void ');

const body = (tie) => text`{ if (fuel-- < 0) return 0; ${tie('statements')} }`;

const expression = (tie) => {
  const any = tie('expression');
  const inner = wrap(any);
  const target = oneOf(name, name, text`${name}.${property}`, text`${name}[${key}]`);
  return {
    leaves: [
      value,
      value,
      name,
      name,
      name,
      'this', text`${name}.${property}`, text`${name}[${key}]`, text`${name}?.${property}`,
    ],
    branches: [
      text`(${inner} ${binary} ${inner})`, text`(${inner} ${binary} ${inner})`, text`(${unary}${inner})`,
      text`(${target} ${assignment} ${inner})`, text`(${target} ${assignment} ${inner})`,
      text`(${oneOf('++', '--')}${target})`, text`(${target}${oneOf('++', '--')})`,
      text`(${inner} ? ${inner} : ${inner})`, text`(log(${any}), ${any})`, text`${inner}.${property}`,
      text`${inner}[${any}]`, text`${inner}?.[${any}]`, text`${inner}?.${property}.${property}`,
      text`(delete ${oneOf(text`${name}.${property}`, text`${name}[${key}]`, text`${inner}?.${property}`)})`,
      text`${oneOf('f', 'g')}(${list(oneOf(any, text`...${any}`))})`,
      text`${inner}(${list(any)})`, text`${inner}?.(${list(any)})`, text`${name}.${property}(${list(any)})`,
      text`new ${inner}(${list(any)})`,
      text`[${list(oneOf(any, text`...${any}`, ''))}]`,
      text`({ ${list(tie('member'))} })`, text`(${tie('pattern')} = ${any})`,
      text`(${list(tie('parameter'), { max: 1 })}) => ${inner}`,
      text`(function (${list(tie('parameter'), { max: 1 })}) ${body(tie)})`,
      text`(function h(${name}) ${body(tie)})(${list(any)})`,
      text`((${list(tie('parameter'), { max: 1 })}) => ${body(tie)})(${list(any)})`,
      text`(function* (${name}) ${tie('generatorBody')})(${any})`,
      text`[...(function* () ${tie('generatorBody')})()]`, text`(${tie('classText')})`,
      text`new (${tie('classText')})(${list(any)})`,
      text`\`${oneOf('', 'x', '\\n')}\${${any}}${oneOf('', '\\u0041')}\${${any}}\``,
      text`identity\`x\${${any}}\ny\`.raw`,
    ],
  };
};

const member = (tie) => ({
  leaves: [text`${property}: ${value}`, name, text`[${key}]: ${value}`],
  branches: [
    text`${property}: ${tie('expression')}`, text`[${tie('expression')}]: ${tie('expression')}`,
    text`...${tie('expression')}`, text`__proto__: ${tie('expression')}`, text`get ${property}() ${body(tie)}`,
    text`set ${property}(a) ${body(tie)}`, text`${property}(${tie('parameter')}) ${body(tie)}`,
    text`*${property}() ${tie('generatorBody')}`,
  ],
});

// The same patterns are assigned to and declared: their targets are plain names then.
const pattern = (tie) => {
  const target = oneOf(name, text`${name} = ${value}`);
  const nested = oneOf(
    target,
    tie('pattern'),
    text`${tie('pattern')} = ${value}`, text`${name} = ${tie('expression')}`,
  );
  return {
    leaves: [text`[${name}]`, text`{ ${name} }`],
    branches: [
      text`[${list(oneOf(nested, ''))}]`, text`[${list(nested, { max: 2 })}, ...${oneOf(name, tie('pattern'))}]`,
      text`{ ${list(oneOf(target, text`${property}: ${nested}`, text`[${tie('expression')}]: ${nested}`))} }`,
      text`{ ${property}: ${nested}, ...${name} }`,
    ],
  };
};

const parameter = (tie) => ({
  leaves: [name],
  branches: [text`${name} = ${tie('expression')}`, tie('pattern'), text`${tie('pattern')} = ${tie('expression')}`],
});

// `statements` names what may stand in the blocks of the statement: in a loop, what leaves the loop as well.
const statement = (tie, statements, leaving = []) => {
  const any = tie('expression');
  const inner = tie(statements);
  const block = text`{ ${inner} }`;
  const loopBlock = text`{ if (fuel-- < 0) break; ${tie('loopStatements')} }`;
  const declaration = oneOf('var', 'let', 'const');
  return {
    leaves: [
      text`log(${name});`, text`${name} = ${value};`, text`log(${value});`, 'return;',
      ...leaving,
      text`throw ${value};`,
    ],
    branches: [
      text`log(${any});`, text`log(${any}, ${any});`, text`${any};`, text`${name} = ${any};`,
      text`var ${name} = ${any};`, text`{ let ${name} = ${any}; ${inner} }`,
      text`{ const ${name} = ${any}; ${inner} }`, text`{ ${declaration} ${tie('pattern')} = ${any}; ${inner} }`,
      text`if (${any}) ${block} else ${block}`, text`for (let i = 0; i < 3; i++) ${loopBlock}`,
      text`outer: for (let i = 0; i < 3; i++) { for (;;) { ${inner} try { ${inner} ${oneOf('break', 'continue')} outer; } finally ${oneOf(block, loopBlock)} } }`,
      text`label: { try { ${inner} break label; } finally ${block} }`,
      text`for (${oneOf('var', 'let', 'const', '')} ${name} of ${wrap(any)}) ${loopBlock}`,
      text`for (${declaration} ${tie('pattern')} of ${wrap(any)}) ${loopBlock}`,
      text`for (${oneOf('var', 'let', 'const', '')} ${name} in ${wrap(any)}) ${loopBlock}`,
      text`while (fuel-- > 50 && ${any}) ${loopBlock}`, text`do ${loopBlock} while (fuel-- > 50 && ${any});`,
      text`switch (${any}) { case ${any}: ${inner} default: ${inner} case ${value}: ${inner} }`,
      text`try ${block} catch (e) { log(e); ${inner} }`, text`try ${block} catch { ${inner} } finally ${block}`,
      text`try ${block} finally ${block}`,
      text`{ let made = []; for (let i = 0; i < 3; i++) { made.push(() => i++); ${inner} } log(made.map((m) => m() + m())); }`,
      text`return ${any};`, text`throw ${any};`,
      tie('classText'),
    ],
  };
};

const element = (tie) => {
  const where = oneOf('', 'static ');
  const named = oneOf(property, text`[${key}]`);
  return {
    leaves: ['a = 1;', 'static b = 2;', 'read() { return this.#p }', 'static read(object) { return #p in object }'],
    branches: [
      text`${where}${named} = ${tie('expression')};`, text`${where}${named}(${tie('parameter')}) ${body(tie)}`,
      text`${where}get ${named}() ${body(tie)}`, text`${where}set ${named}(a) ${body(tie)}`,
      text`${where}*${named}() ${tie('generatorBody')}`,
      text`static { if (fuel-- > 0) { log(${tie('expression')}); } }`,
    ],
  };
};

const classText = (tie) => {
  const constructor = (superCall) =>
    text`constructor(${name}) { log("constructor"); ${superCall} this.made = ${tie('expression')}; }`;
  const superCall = oneOf(
    '', 'super();', text`super(${list(tie('expression'))});`, text`(() => super(...${tie('expression')}))();`,
  );
  const hidden = oneOf(
    '#p = 1;', 'static #p = 1;', '#p() { return 1 }', 'get #p() { return log("#p") } set #p(x) { log(x) }',
    text`#p = ${tie('expression')};`,
  );
  const elements = list(tie('element'), { separator: ' ' });
  return {
    leaves: ['class C { static toString() { return "C" } }'],
    branches: [
      text`class C { static toString() { return "C" } ${hidden} ${oneOf('', constructor(''))} ${elements} }`,
      text`class C extends ${wrap(tie('expression'))} { static toString() { return "C" } ${hidden} ${oneOf('', constructor(superCall))} ${elements} }`,
    ],
  };
};

const rules = (tie) => ({
  expression: expression(tie),
  member: member(tie),
  pattern: pattern(tie),
  parameter: parameter(tie),
  statement: statement(tie, 'statements'),
  statements: { leaves: ['', tie('statement')], branches: [list(tie('statement'), { separator: ' ' })] },
  loopStatement: statement(tie, 'loopStatements', ['break;', 'continue;']),
  loopStatements: { leaves: ['', tie('loopStatement')], branches: [list(tie('loopStatement'), { separator: ' ' })] },
  element: element(tie),
  classText: classText(tie),
  generatorBody: {
    leaves: ['{ yield 1; }', text`{ log(yield ${value}); }`],
    branches: [
      text`{ if (fuel-- < 0) return; ${tie('statements')} yield ${tie('expression')}; ${tie('statements')} }`,
      text`{ if (fuel-- < 0) return; ${tie('statements')} yield* ${tie('expression')}; ${tie('statements')} }`,
      text`{ try { log(yield ${tie('expression')}); ${tie('statements')} } finally { yield ${tie('expression')}; log("closed"); } }`,
      text`{ for (const x of ${tie('expression')}) { if (fuel-- < 0) break; yield x; } }`,
    ],
  },
});

const { expression: anyExpression, statement: anyStatement } = grammar(rules);

const start = text`var a = ${value}, b = ${value}, c = ${value};
function f(a, b = a) { if (fuel-- < 0) return 0; return ${anyExpression} }
function g(...a) { if (fuel-- < 0) return 0; ${anyStatement} return arguments.length }`;

const expressions = text`${start}
[${list(anyExpression, { min: 1, max: 4, separator: ',\n' })}, a, b, c]`;

const statements = text`${oneOf('', '', '"use strict";')}${start}
(function () {
${list(anyStatement, { min: 1, max: 5, separator: '\n' })}
})();
[a, b, c]`;

module.exports = { expressions, statements, anyExpression, anyStatement };
