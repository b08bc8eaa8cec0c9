'use strict';

// Texts of modules: where imports and exports may stand, and what may follow them.

require('../helpers/with-modules.js');
const { differential } = require('../helpers/differential.js');
const { attempt } = require('../helpers/cases.js');

const TEXTS = [
  'let a; export { a }',
  'let a; export { a }\n',
  'let a; export { a as b, a as default, } // the end',
  'let a; export { a } let b',
  'let a\nexport { a }\nlet b',
  'export {}',
  'export { a }',
  'let from; export { from }',
  'export { a } from "x"',
  'export { a } from\n"x"',
  'export { default } from "x"',
  'export * from "x"',
  'export * as n from "x"',
  'export default 1',
  'export default (1)',
  'export default function () {}',
  'export default function* f() {}',
  'export default class {}',
  'export default async () => {}',
  'export default async (a, b) => a',
  'export default async a => a',
  'export default async function () {}',
  'export default\nasync function f() {}',
  'export default async function* () {}',
  'export default async\nfunction f() {}',
  'export default async',
  'export default async(1)',
  'export default async function () {} ()',
  'export const a = 1, b = 2',
  'export async function f() {}',
  'export async () => {}',
  'import "x" assert { type: "json" }',
  'import a from "x" assert { type: "json" }',
  'export { a } from "x" assert { "type": "json" }',
  'export * from "x" assert {}',
  'import "x"\nassert; var assert',
  'import "x"',
  'import a from "x"',
  'import a, { b } from "x"',
  'import * as n from "x"',
  'import {} from "x"',
  'import.meta',
  'import("x")',
];

differential('texts of modules', Object.fromEntries(TEXTS.map((text) => [
  text.replaceAll('\n', ' ⏎ '),
  (vm) => attempt(() => new vm.SourceTextModule(text, { context: vm.createContext({}) }).status),
])));
