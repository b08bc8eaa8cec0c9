'use strict';

// What modules have beside, where the running Node has it: requests as data, linking without a linker.

require('../helpers/with-modules.js');
const assert = require('node:assert');
const { test } = require('node:test');
const { inspect } = require('node:util');
const nodeVm = require('node:vm');
const rvm = require('../../index.js');
const { differential } = require('../helpers/differential.js');
const { attempt } = require('../helpers/cases.js');
const { settled } = require('./graph.js');

const names = ['moduleRequests', 'linkRequests', 'instantiate', 'hasTopLevelAwait', 'hasAsyncGraph'];
const onNode = names.filter((name) => name in nodeVm.SourceTextModule.prototype);
const onRvm = names.filter((name) => name in rvm.SourceTextModule.prototype);

test('all is there, or nothing', () => {
  assert.ok(onRvm.length === 0 || onRvm.length === names.length);
  // From 22.20 to 24.8 Node has some of it.
  if (onNode.length === 0 || onNode.length === names.length) assert.deepStrictEqual(onRvm, onNode);
});

const text = (vm, source, identifier, context) => new vm.SourceTextModule(source, { identifier, context });

if (onNode.length === names.length) {
  differential('requests', {
    'as data': (vm) => {
      const module = text(vm, 'import "a"; import b from "b" with { type: "json" }; export * from "a"; import("c")', 'm');
      return [module.moduleRequests, module.moduleRequests === module.moduleRequests, module.dependencySpecifiers,
        Object.isFrozen(module.dependencySpecifiers)];
    },
    'answered at once': async (vm) => {
      const context = vm.createContext({});
      const root = text(vm, 'import { a } from "a"; export { a as b }', 'root', context);
      const dependency = text(vm, 'export let a = 1', 'a', context);
      const steps = [root.linkRequests([dependency]), root.status, dependency.linkRequests([]), root.instantiate(), root.status,
        dependency.status];
      await root.evaluate();
      return [...steps, root.namespace.b];
    },
    'in a circle': async (vm) => {
      const [a, b] = ['import { b } from "b"; export let a = 1; export const f = () => b', 'import { f } from "a"; export let b = 2; export { f }']
        .map((source, index) => text(vm, source, 'ab'[index]));
      a.linkRequests([b]);
      b.linkRequests([a]);
      a.instantiate();
      await a.evaluate();
      return [a.status, b.status, b.namespace.f()];
    },
    'refused': (vm) => {
      const context = vm.createContext({});
      const root = text(vm, 'import "a"', 'root', context);
      return [undefined, [], [1], [null], [text(vm, '', 'main')], [text(vm, '', 'a', context), 2]].map((modules) =>
        attempt(() => root.linkRequests(modules)));
    },
    'instantiated too early': (vm) => {
      const bar = text(vm, 'import "unknown"', 'file://bar');
      const foo = text(vm, 'import "bar"', 'file://foo');
      const results = [attempt(() => text(vm, '', 'x').instantiate()), attempt(() => foo.instantiate())];
      foo.linkRequests([bar]);
      return [...results, attempt(() => foo.instantiate()), foo.status];
    },
    'instantiated twice': (vm) => {
      const module = text(vm, '', 'm');
      module.linkRequests([]);
      module.instantiate();
      return [attempt(() => module.instantiate()), attempt(() => module.linkRequests([]))];
    },
    'that do not fit': (vm) => {
      const root = text(vm, 'import { x } from "a"', 'root');
      const dependency = text(vm, '', 'a');
      root.linkRequests([dependency]);
      dependency.linkRequests([]);
      return [attempt(() => root.instantiate()), root.status];
    },
  });

  differential('graphs', {
    'top-level await': (vm) => ['1', 'await 1', 'async () => await 1', 'for await (const a of []);'].map((source) =>
      text(vm, source, 'm').hasTopLevelAwait()),
    'async graphs': async (vm) => {
      const modules = { root: 'import "a"; import "b"', a: 'import "b"', b: 'await 1', c: 'import "d"', d: 'import "c"' };
      for (const name in modules) modules[name] = text(vm, modules[name], name);
      const before = attempt(() => modules.root.hasAsyncGraph());
      for (const name of ['root', 'c']) await modules[name].link((specifier) => modules[specifier]);
      return [before, ...Object.values(modules).map((module) => module.hasAsyncGraph())];
    },
  });

  differential('synthetic modules', {
    'are linked from the start': (vm) => {
      const module = new vm.SyntheticModule(['a'], () => {}, { identifier: 's' });
      const steps = [module.status, inspect(module), module.link(), module.link(5), module.namespace.a];
      module.setExport('a', 1);
      return [...steps, module.namespace.a];
    },
    'evaluate without a link': async (vm) => {
      const module = new vm.SyntheticModule(['a'], function() {
        this.setExport('a', 2);
      });
      await module.evaluate();
      return module.namespace.a;
    },
  });

  const promises = {
    'of a module': ['1'],
    'of a module that throws': ['throw new RangeError("x")'],
    'of a module that awaits': ['await 1'],
  };
  differential('evaluations settle at once', Object.fromEntries(Object.entries(promises).map(([name, [source]]) => [name, async (vm) => {
    const module = text(vm, source, 'm');
    module.linkRequests([]);
    module.instantiate();
    const promise = module.evaluate();
    const [seen] = inspect(promise).split('\n');
    await settled(promise);
    const again = module.evaluate();
    const [seenAgain] = inspect(again).split('\n');
    await settled(again);
    return [seen, seenAgain];
  }])));

  differential('receivers', {
    'of the methods': (vm) => names.map((name) => attempt(() => {
      const { value, get } = Object.getOwnPropertyDescriptor(vm.SourceTextModule.prototype, name);
      return (value ?? get).call({});
    })).map(({ threw }) => threw.name),
  });
}
