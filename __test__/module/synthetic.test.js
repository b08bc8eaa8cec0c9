'use strict';

require('../helpers/with-modules.js');
const { differential, expected } = require('../helpers/differential.js');
const { attempt } = require('../helpers/cases.js');
const { Graph, settled } = require('./graph.js');

const make = async (vm, names, callback, context = vm.createContext({})) => {
  const module = new vm.SyntheticModule(names, callback, { context });
  await module.link(() => {});
  return module;
};

differential('synthetic modules', {
  'set their exports': async (vm) => {
    const module = await make(vm, ['a', 'default', 'x y'], function() {
      this.setExport('a', 1);
      module.setExport('x y', { b: 2 });
    });
    const before = { ...module.namespace };
    await module.evaluate();
    return [before, module.namespace['x y'], module.namespace.a, module.namespace.default, Object.keys(module.namespace)];
  },
  'the callback': async (vm) => {
    let seen;
    const module = await make(vm, [], function() {
      seen = [arguments.length, this === module, typeof this.setExport, this.constructor.name];
    });
    await module.evaluate();
    return seen;
  },
  'values keep their identity': async (vm) => {
    const value = { own: 1 };
    const context = vm.createContext({ value });
    const graph = new Graph(vm, { root: 'import v from "s"; export const same = v === value; export { v }', s: [['default'], function() {
      this.setExport('default', value);
    }] }, { context });
    const { namespace } = await graph.run('root');
    return [namespace.same, namespace.v === value];
  },
  'importers see later values': async (vm) => {
    const graph = new Graph(vm, { root: 'import { a } from "s"; export const get = () => a; export { a }', s: [['a'], () => {}] });
    const { namespace } = await graph.run('root');
    const seen = [namespace.get(), namespace.a];
    graph.get('s').setExport('a', 1);
    seen.push(namespace.get(), namespace.a, graph.get('s').namespace.a);
    graph.get('s').setExport('a', 'again');
    seen.push(namespace.get());
    return seen;
  },
  'before the evaluation': async (vm) => {
    const module = await make(vm, ['a'], () => {});
    module.setExport('a', 1);
    return module.namespace.a;
  },
  'of wrong names': async (vm) => {
    const module = await make(vm, ['a'], function() {
      this.setExport('b', 1);
    });
    return [attempt(() => module.setExport('b', 1)), await settled(module.evaluate()), module.status];
  },
  'that throw': async (vm) => {
    const error = new Error('thrown');
    const module = await make(vm, [], () => {
      throw error;
    });
    const outcome = await settled(module.evaluate());
    return [outcome.rejected === error, module.error === error, module.status];
  },
  'are not waited for': async (vm) => {
    let end;
    const module = await make(vm, ['a'], async function() {
      await new Promise((resolve) => {
        end = resolve;
      });
      this.setExport('a', 1);
    });
    await module.evaluate();
    const before = module.namespace.a;
    end();
    await new Promise(setImmediate);
    return [before, module.namespace.a];
  },
  'of the main context': async (vm) => {
    const module = new vm.SyntheticModule(['a'], function() {
      this.setExport('a', [1]);
    });
    await module.link(() => {});
    await module.evaluate();
    return [module.namespace.a instanceof Array, module.context];
  },
});

// Node 20 meets an assertion of V8's here, and aborts.
expected('synthetic modules', 'whose callback evaluates a module that asks for them', async (vm) => {
  const inner = [];
  const graph = new Graph(vm, { root: 'import "s"', other: 'import { a } from "s"; export const seen = a', s: [['a'], () => {
    inner.push(graph.get('s').status, graph.get('other').evaluate());
  }] });
  await graph.link('other');
  await graph.run('root');
  await inner[1];
  return [inner[0], graph.get('other').namespace.seen, graph.statuses()];
}, ['evaluating', undefined, { root: 'evaluated', other: 'evaluated', s: 'evaluated' }]);

// Node 20 tells of an unhandled rejection as well: that of a promise which nobody can have.
expected('synthetic modules', 'that throw below others', async (vm) => {
  const error = new Error('thrown');
  const graph = new Graph(vm, { root: 'import "s"', s: [[], () => {
    throw error;
  }] });
  const outcome = await settled(graph.run('root'));
  const again = await settled(graph.get('s').evaluate());
  return [outcome.rejected === error, again.rejected === error, graph.get('s').error === error, graph.statuses()];
}, [true, true, true, { root: 'errored', s: 'errored' }]);
