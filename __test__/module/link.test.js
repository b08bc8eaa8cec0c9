'use strict';

// Linking: what the linker is asked and may answer, and the errors of graphs that do not fit together.

require('../helpers/with-modules.js');
const { differential } = require('../helpers/differential.js');
const { attempt } = require('../helpers/cases.js');
const { Graph, settled } = require('./graph.js');

const tree = {
  root: 'import "a"; import "b"', a: 'import "c"; import "d"', b: 'import "c"; import "e"', c: '', d: '', e: '',
};

differential('the linker', {
  'is asked in order': async (vm) => {
    const graph = new Graph(vm, tree);
    const linking = graph.get('root').link(graph.linker);
    const atOnce = [...graph.log];
    await linking;
    return [atOnce, graph.log, graph.statuses()];
  },
  'is told of the request': async (vm) => {
    const calls = [];
    const context = vm.createContext();
    const dependency = new vm.SourceTextModule('', { context });
    const root = new vm.SourceTextModule(`import "a"; import "b" with { type: "json" };
      import "b"; import x from "a"; export * from "a"; export {} from "c"; import("d")`.replace('import x from "a"; ', ''), {
      context,
    });
    function linker() {
      calls.push([arguments.length, arguments[0], arguments[1] === root, arguments[2]]);
      return dependency;
    }
    await root.link(linker);
    return [calls, root.dependencySpecifiers, root.dependencySpecifiers === root.dependencySpecifiers];
  },
  'may be asynchronous': async (vm) => {
    const graph = new Graph(vm, tree);
    await graph.get('root').link(async (specifier, referrer) => {
      await new Promise(setImmediate);
      return graph.linker(specifier, referrer);
    });
    return [graph.log.sort(), graph.statuses()];
  },
  'is told of attributes': async (vm) => {
    const calls = [];
    const root = new vm.SourceTextModule(`
      import "a" with { z: "1", "b c": "2", a: "3" }; import "a" with { a: "3", z: "1", "b c": "2" };
      export {} from "a" with {}; export * as n from "d" with { type: "json" }`);
    await root.link((specifier, referrer, { attributes }) => {
      calls.push([specifier, Object.entries(attributes)]);
      return new vm.SourceTextModule('');
    });
    return [calls, root.dependencySpecifiers];
  },
  'is told of assertions': (vm) => attempt(() =>
    new vm.SourceTextModule('import "a" assert { type: "json" }; export * from "a"\nassert: 1').dependencySpecifiers),
  'is answered in the turn': async (vm) => {
    const order = [];
    const modules = { a: 'import "c"', b: '', c: '' };
    const promise = new vm.SourceTextModule('import "a"; import "b"').link((specifier) => {
      order.push(specifier);
      return new vm.SourceTextModule(modules[specifier]);
    });
    const turns = (async () => {
      for (let each = 0; each < 16; each++) {
        await null;
        order.push(each);
      }
    })();
    await promise;
    order.push('linked');
    await turns;
    return order;
  },
  'of a module that another graph links too': async (vm) => {
    const graph = new Graph(vm, { one: 'import "shared"', two: 'import "shared"', shared: 'import "dep"', dep: '' });
    await Promise.all(['one', 'two'].map((name) => graph.link(name)));
    return [graph.log.sort(), graph.statuses()];
  },
});

const refused = (answer) => async (vm) => {
  const context = vm.createContext();
  const root = new vm.SourceTextModule('import "a"', { context, identifier: 'root' });
  const outcome = await settled(root.link(() => answer(vm, context)));
  return [outcome, root.status, await settled(root.link(() => {})), await settled(root.evaluate())];
};

differential('refused answers', {
  'nothing': refused(() => {}),
  'null': refused(() => null),
  'an object': refused(() => ({ status: 'linked' })),
  'a number': refused(() => 1),
  'of another context': refused((vm) => new vm.SourceTextModule('', { context: vm.createContext() })),
  'of the main context': refused((vm) => new vm.SourceTextModule('')),
  'errored': refused(async (vm, context) => {
    const module = new vm.SourceTextModule('throw new RangeError("r")', { context });
    await module.link(() => {});
    await settled(module.evaluate());
    return module;
  }),
  'a rejection': refused(async () => {
    throw new RangeError('rejected');
  }),
  'a throw': refused(() => {
    throw new RangeError('thrown');
  }),
});

differential('stacks of what does not fit', {
  'begin as those of other errors': async (vm) => {
    const graph = new Graph(vm, { root: 'import { x } from "a"', a: '' });
    const { rejected } = await settled(graph.link('root'));
    return rejected.stack.split('\n').slice(0, 2).map((line) => line.replace(/ \(.*/, ''));
  },
});

const failing = (texts, { again } = {}) => async (vm) => {
  const graph = new Graph(vm, texts);
  const outcome = await settled(graph.get('root').link(graph.linker));
  const result = [outcome, graph.statuses()];
  if (again !== undefined) {
    graph.modules.a = undefined;
    graph.texts.a = again;
    graph.get('a');
    result.push(await settled(graph.get('root').link(graph.linker)), graph.log, graph.statuses());
  }
  return result;
};

differential('what does not fit', {
  'a missing export': failing({ root: 'import { x } from "a"', a: 'export let y' }),
  'a missing default': failing({ root: 'import x from "a"', a: 'export let y' }),
  'a missing re-export': failing({ root: 'export { x } from "a"', a: 'export let y' }),
  'a missing export of a synthetic module': failing({ root: 'import { x } from "a"', a: [['y'], () => {}] }),
  'further down': failing({ root: 'import { x } from "a"', a: 'export { z as x } from "b"', b: '' }),
  'in a dependency': failing({ root: 'import "a"; import "b"', a: '', b: 'import { nope } from "a"' }),
  'no star gives the default': failing({ root: 'import x from "a"', a: 'export * from "b"', b: 'export default 1' }),
  'conflicting stars': failing({
    root: 'import { x } from "a"', a: 'export * from "b"; export * from "c"', b: 'export let x', c: 'export let x',
  }),
  'a circle of two': failing({ root: 'export { x } from "a"', a: 'export { x } from "root"' }),
  'a circle of three': failing({
    root: 'import { x } from "a"', a: 'export { x } from "b"', b: 'export { x } from "a"',
  }),
  'a circle of stars': failing({ root: 'import { x } from "a"; export * from "a"', a: 'export * from "root"' }),
  'a circle in which one lacks something': failing({
    root: 'import "a"; import { x } from "b"', a: 'import "root"', b: 'import "root"',
  }),
  'and is linked again': failing({ root: 'import { x } from "a"', a: 'export let y' }, { again: 'export let x = 1' }),
});

differential('what fits', {
  'conflicting stars of which nobody asks': async (vm) => {
    const module = await new Graph(vm, {
      root: 'export * from "a"; export * from "b"; export let own = 1', a: 'export let x = 1, p = 1', b: 'export let x = 2, q = 2',
    }).run('root');
    return Object.keys(module.namespace);
  },
  'the same export by two stars': async (vm) => {
    const module = await new Graph(vm, {
      root: 'export * from "a"; export * from "b"', a: 'export * from "c"', b: 'export * from "c"', c: 'export let x = 1',
    }).run('root');
    return module.namespace.x;
  },
  'exports of every form': async (vm) => {
    const module = await new Graph(vm, {
      root: `import d, { k } from "a"; import * as n from "a"; export { d, k, k as again, n }; export * from "a";
        export * as all from "a"; export { default as "a b" } from "a"; export let own = 1; export default class {}`,
      a: 'export let k = 1; export default 5; export function f() {} export class K {} export const { p, q: [r] } = { p: 1, q: [2] };',
    }).run('root');
    return Object.entries(module.namespace).map(([key, value]) => [key, typeof value, typeof value === 'number' && value]);
  },
  'circles': async (vm) => {
    const graph = new Graph(vm, {
      root: 'import { b } from "a"; export let a = 1; export function f() { return b }', a: 'import { f } from "root"; export let b = 2; export { f }',
    });
    const module = await graph.run('root');
    return [module.namespace.f(), graph.log, graph.get('a').namespace.f === module.namespace.f];
  },
  'a module of itself': async (vm) => {
    const module = await new Graph(vm, { root: 'import * as me from "root"; export { me }; export let a = 1' }).run('root');
    return [module.namespace.me === module.namespace, module.namespace.me.a];
  },
});
