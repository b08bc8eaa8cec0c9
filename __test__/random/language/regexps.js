'use strict';

// Regular expressions made of generated parts, run over generated inputs.

const { attempts, grammar, list, oneOf, text } = require('../text.js');

const { pattern } = grammar(
  (tie) => ({
    atom: {
      leaves: [
        'a', 'b', 'c', 'x', '.', '\\d', '\\w', '\\s', '\\D', '\\W', '\\b', '\\B', '^', '$', '[ab]', '[^a]',
        '[a-c\\d]', '[^]', '[]', '\\1', '\\2', '\\k<n>', '\\x61', '\\u0062', '\\n', '\\.', '\\/', '\\ud83d',
        '\\ud83d\\ude00', '[\\w-]', '[\\b]', '\\u{61}', '\\p{L}', '\\P{Lu}', '\\cA', '\\0', 'ß', 'K', '-', ']', '{',
      ],
      branches: [
        text`(${tie('pattern')})`, text`(?:${tie('pattern')})`, text`(?<n>${tie('pattern')})`,
        text`(?=${tie('pattern')})`, text`(?!${tie('pattern')})`, text`(?<=${tie('pattern')})`,
        text`(?<!${tie('pattern')})`,
      ],
    },
    term: {
      leaves: [tie('atom'), tie('atom')],
      branches: [
        text`${tie('atom')}${oneOf('*', '+', '?', '*?', '+?', '??', '{2}', '{0,2}', '{1,}', '{1,2}?', '{0}')}`,
      ],
    },
    pattern: {
      leaves: [tie('term')],
      branches: [
        list(tie('term'), { separator: '' }),
        list(tie('term'), { separator: '' }),
        text`${tie('pattern')}|${tie('pattern')}`,
      ],
    },
  }),
  { maxDepth: 5 },
);

const flags = list(oneOf('g', 'i', 'm', 's', 'u', 'y', 'd'), { separator: '', max: 3 });
const subject = list(
  oneOf(
    'a', 'b', 'c', 'ab', 'aa', 'A', 'B', 'x', '1', ' ', '\\n', '-', '\\ud83d\\ude00', '\\ud83d', '\\u212a', 'ß', 'k',
    '.', '/', ']',
  ),
  { separator: '', max: 7 },
).map((t) => `"${t}"`);
const replacement = oneOf(
  '"[$&]"', '"$1-$2"', '"$<n>$`$\'"', '"$$$10$01$0"', '(...m) => { log(...m); return "r" }', '"\\ud83d"',
);

const use = oneOf(
  text`r.exec(${subject})`, text`r.test(${subject})`, text`${subject}.match(r)`, text`${subject}.match(r)?.groups`,
  text`[...${subject}.matchAll(r)]`, text`${subject}.replace(r, ${replacement})`,
  text`${subject}.replaceAll(r, ${replacement})`, text`${subject}.split(r, ${oneOf('undefined', '2', '0')})`,
  text`${subject}.search(r)`, text`r.lastIndex`,
  text`(r.lastIndex = ${oneOf('0', '1', '2', '-1', '100', '"1"', 'NaN')})`, text`r.exec(${subject})?.indices`,
  text`[r.flags, String(r)]`,
);

const regexps = text`var r;
try { r = new RegExp(${pattern.map((source) => JSON.stringify(source))}, "${flags}") } catch (e) { log(e) }
${attempts(use)}`;

module.exports = { regexps };
