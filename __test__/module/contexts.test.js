'use strict';

// Modules and contexts: what is shared and what is not.

require('../helpers/with-modules.js');
const { differential } = require('../helpers/differential.js');
const { Graph, settled } = require('./graph.js');

differential('several contexts', {
  'a namespace in the hands of another context': async (vm) => {
    const ns = (await new Graph(vm, {
      root: 'export * as inner from "a"; export let own = 1; export * as self from "root"; export class K {}', a: 'export let deep = { x: 5 }; export default 1',
    }).run('root')).namespace;
    const other = vm.createContext({ ns });
    return vm.runInContext('[Object.keys(ns).join(), ns.inner.deep.x, Object.keys(ns.inner).join(), ns.self === ns, typeof ns.K].join()', other);
  },
  'an import() answered with a module of another context': async (vm) => {
    const graph = new Graph(vm, { root: 'export * as inner from "a"; export let own = [1]', a: 'export let name = 2' });
    await graph.run('root');
    const code = 'import("x").then((ns) => [ns.own instanceof Array, ns.own[0], ns.inner.name, Object.keys(ns).join()].join())';
    return vm.runInContext(code, vm.createContext(), { importModuleDynamically: () => graph.get('root') });
  },
  'an import() answered with a module of the main context': async (vm) => {
    const module = new vm.SourceTextModule('export let own = [1]; export function f(a) { return a.length }');
    await module.link(() => {});
    await module.evaluate();
    const code = 'import("x").then((ns) => [ns.own[0], ns.f([1, 2, 3]), Object.keys(ns).join()].join())';
    return vm.runInContext(code, vm.createContext(), { importModuleDynamically: () => module });
  },
  'a function calls import() in another context': async (vm) => {
    const answers = [];
    const answer = (name) => async (specifier) => {
      answers.push(`${name} ${specifier}`);
      return import('node:fs');
    };
    const one = vm.createContext({});
    const two = vm.createContext({});
    two.ask = vm.runInContext('(name) => import(name)', one, { importModuleDynamically: answer('one') });
    await vm.runInContext('Promise.all([ask("a"), import("b")])', two, { importModuleDynamically: answer('two') });
    return answers;
  },
  'main and other modules do not mix': async (vm) => {
    const context = vm.createContext();
    const main = new vm.SourceTextModule('import "x"');
    const other = new vm.SourceTextModule('import "x"', { context });
    return [await settled(main.link(() => other)), await settled(other.link(() => new vm.SourceTextModule('')))];
  },
  'of an ordinary global': async (vm) => {
    const context = vm.createContext(vm.constants.DONT_CONTEXTIFY);
    context.x = 1;
    const module = new vm.SourceTextModule('export let y = x; globalThis.z = 2', { context });
    await module.link(() => {});
    await module.evaluate();
    return [module.namespace.y, context.z, module.context === context];
  },
  'of a Proxy': async (vm) => {
    const context = vm.createContext(new Proxy({ x: 1 }, {}));
    const module = new vm.SourceTextModule('export let y = x', { context });
    await module.link(() => {});
    await module.evaluate();
    return module.namespace.y;
  },
  'code generation is that of the context': async (vm) => {
    const context = vm.createContext({}, { codeGeneration: { strings: false } });
    const module = new vm.SourceTextModule('eval("1")', { context });
    await module.link(() => {});
    return settled(module.evaluate());
  },
});

differential('stacks', {
  'tell the file and the line': async (vm) => {
    const { rejected } = await settled(new Graph(vm, { 'file.mjs': '\n\n  throw new Error("x")' }).run('file.mjs'));
    return rejected.stack.split('\n').slice(0, 2);
  },
  'with offsets': async (vm) => {
    const module = new vm.SourceTextModule('throw new Error("x")', { identifier: 'file.mjs', lineOffset: 10, columnOffset: 5 });
    await module.link(() => {});
    const { rejected } = await settled(module.evaluate());
    return rejected.stack.split('\n').slice(0, 2);
  },
  'of functions': async (vm) => {
    const { namespace } = await new Graph(vm, { 'file.mjs': 'export function f() {\n  return new Error("x").stack }' }).run('file.mjs');
    return namespace.f().split('\n').slice(0, 2);
  },
  'after an await': async (vm) => {
    const { rejected } = await settled(new Graph(vm, { 'file.mjs': 'await null;\nthrow new Error("x")' }).run('file.mjs'));
    return rejected.stack.split('\n').slice(0, 2);
  },
  'of texts that do not parse': (vm) => {
    try {
      return new vm.SourceTextModule('let a;\n let b c', { identifier: 'file.mjs', context: vm.createContext() });
    } catch (error) {
      return [error.stack.split('\n').slice(0, 3).map((line) => line.replace(/\(.*/, '')), error instanceof SyntaxError];
    }
  },
});
