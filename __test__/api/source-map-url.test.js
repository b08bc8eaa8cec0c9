'use strict';

const { test } = require('node:test');
const { assertSame } = require('../helpers/outcome.js');

const url = '//# sourceMappingURL=a';

/** Sources whose comment counts, is inside something else, or has another form than it should have. */
const sources = [
  '', url, `1\n${url}`, `1 ${url}`, `1${url}`, `${url}\n1`, '//@ sourceMappingURL=a', `function f() { ${url}\n}`,
  `1\n${url}\n\n`, `1\r\n${url}\r\n`, `1\u2028${url}\u20291`, `1\n  ${url}`,
  '//# sourceMappingURL=data:application/json;base64,e30=', '//# sourceMappingURL=a=b', '//# sourceMappingURL="a"',
  "//# sourceMappingURL=a'b", '//# sourceMappingURL=a`b', '//# sourceMappingURL=a*/',
  '//# sourceMappingURL=\u00e9\ud83d',

  // Forms
  '//#sourceMappingURL=a', '//#\tsourceMappingURL=a', '//#\u00a0sourceMappingURL=a', '//#  sourceMappingURL=a',
  '// # sourceMappingURL=a', '//# sourceMappingURL = a', '//# sourceMappingURL= a', '//# sourceMappingURL=\t\u3000a',
  '//# sourceMappingURL', '//# sourceMappingURL=', '//# sourceMappingURL=a  \t', '//# sourceMappingURL=a b',
  '//# sourceMappingURL=a\u00a0b', '//# sourceMappingURL=a\ufeffb', '//# sourceMappingURL=a\u0085b',
  '//# sourceMappingURL=a\0b', '//# SourceMappingURL=a', '//# sourceURL=a', '//# sourceMappingURLs=a',

  // More than one
  `${url}\n//# sourceMappingURL=b`, `${url}\n//# sourceMappingURL=`, `${url}\n//# sourceMappingURL=b c`,
  `${url}\n//# sourceMappingURL`, `${url}\n//# sourceMappingURL =b`, `//# sourceMappingURL=\n${url}`,
  `${url} //# sourceMappingURL=b`, `(function () {})\n${url}\n(function () {\n//# sourceMappingURL=b\n})`,

  // Inside something else
  `/* ${url} */`, `/*\n${url}\n*/`, `/*\n${url}*/`, `/* */ ${url}`, `// ${url}`, `<!-- ${url}`,
  `1\n--> ${url}`, `#!${url}`,
  `"${url}"`, `'${url}'`, `"\\\n${url}"`, `"\\"${url}"`, `'\\\\' ${url}`, `"'" ${url}`,
  `\`${url}\``, `\`\n${url}\n\``, `\`\n${url}\``, `\`\${1 ${url}\n}\``, `\`\${\`\n${url}\n\`}\``,
  `\`\${{ a: \`}\` }}\` ${url}`,
  `\`\\\`\n${url}\n\``, `\`$\n${url}\n\``, `\`\${{}}\n${url}\n\`; ${url}b`,
  '/\\/\\/# sourceMappingURL=a/', `/[/]\\/# sourceMappingURL=a/; ${url}`, `x = /\`/; ${url}`, `x = a => /["']/; ${url}`,
  `typeof /\`/; ${url}`, `({}) / 2 ${url}/`, `x = 1 / 2 ${url}/`, `x = [1] / 2 ${url}/`,
  `return_ = 1\nreturn_ / 2 ${url}/`,
  `x = 1; x++ / 2 ${url}`, `/[\\]\`]/ ${url}`,
];

test('sourceMapURL', () => {
  for (const source of sources) {
    assertSame((vm) => new vm.Script(source).sourceMapURL, JSON.stringify(source));
  }
});

test('sourceMapURL does not depend on what was found before', () => {
  for (const source of [`"${url}"`, url, `1 ${url}b`, '1', `1 ${url} b`]) {
    assertSame((vm) => [new vm.Script(source).sourceMapURL, new vm.Script(`${source} `).sourceMapURL]);
  }
});
