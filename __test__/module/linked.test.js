'use strict';

// What a module has between linking and evaluation: variables are undefined, functions are there, the rest is not.

require('../helpers/with-modules.js');
const { inspect } = require('node:util');
const { differential } = require('../helpers/differential.js');
const { attempt } = require('../helpers/cases.js');
const { Graph } = require('./graph.js');

const TEXT = `
  export var v = 1;
  for (export_ of []);
  var export_;
  export { export_ as listed };
  export function f() { return v }
  export let l = 2;
  export const c = 3;
  export class C {}
  export default 4;
  { var nested = 5 }
  export { nested };`;

const look = (module, names) => names.map((name) => attempt(() => module.namespace[name]));

differential('linked, not evaluated', {
  inspected: async (vm) => inspect((await new Graph(vm, { root: 'export const a = 1; export var b = 2' }).link('root')).namespace),
  values: async (vm) => look(await new Graph(vm, { root: TEXT }).link('root'), ['v', 'listed', 'nested', 'l', 'c', 'C', 'default']),
  'a function': async (vm) => attempt((await new Graph(vm, { root: TEXT }).link('root')).namespace.f),
  'through another module': async (vm) =>
    look(await new Graph(vm, { root: 'export * from "dep"', dep: 'export var b = 2; export let d' }).link('root'), ['b', 'd']),
  'seen by a cycle': async (vm) => {
    const graph = new Graph(vm, {
      root: 'import { seen } from "dep"; export var b = 2; export { seen }',
      dep: 'import { b } from "root"; export const seen = [typeof b, b]',
    });
    return (await graph.run('root')).namespace.seen;
  },
  evaluated: async (vm) => look(await new Graph(vm, { root: TEXT }).run('root'), ['v', 'listed', 'nested', 'l', 'c', 'default']),
});
