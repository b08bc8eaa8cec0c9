'use strict';

// What may be done with a module in each of its states, and the error for the rest.

require('../helpers/with-modules.js');
const { inspect } = require('node:util');
const { differential } = require('../helpers/differential.js');
const { attempt } = require('../helpers/cases.js');
const { Graph, settled } = require('./graph.js');

const never = () => new Promise(() => {});

/** A module in each state. */
const inState = {
  unlinked: (vm) => new Graph(vm, { root: 'export let a = 1' }).get('root'),
  linking: (vm) => {
    const module = new Graph(vm, { root: 'import "dep"' }).get('root');
    module.link(never);
    return module;
  },
  linked: (vm) => new Graph(vm, { root: 'export let a = 1' }).link('root'),
  evaluating: async (vm) => {
    const graph = new Graph(vm, { root: 'import "dep"; look()', dep: '' });
    const module = await graph.link('root');
    return [module, graph];
  },
  evaluated: (vm) => new Graph(vm, { root: 'export let a = 1' }).run('root'),
  'waiting': async (vm) => {
    const module = await new Graph(vm, { root: 'export let a = 1; await new Promise(() => {})' }).link('root');
    module.evaluate();
    return module;
  },
  errored: async (vm) => {
    const graph = new Graph(vm, { root: 'export let a = 1; export let b = f(); function f() { throw new TypeError("x") }' });
    await settled(graph.run('root'));
    return graph.get('root');
  },
  'errored by nothing': async (vm) => {
    const graph = new Graph(vm, { root: 'throw undefined' });
    await settled(graph.run('root'));
    return graph.get('root');
  },
  'errored in linking': async (vm) => {
    const module = new Graph(vm, { root: 'import "dep"' }).get('root');
    await settled(module.link(() => 5));
    return module;
  },
};

const actions = {
  link: (module) => settled(module.link(() => {})),
  'link nothing': (module) => settled(module.link()),
  evaluate: (module) => settled(module.evaluate()),
  'evaluate with wrong options': (module) => settled(module.evaluate(1)),
  namespace: (module) => attempt(() => module.namespace),
  error: (module) => attempt(() => module.error),
  status: (module) => module.status,
  createCachedData: (module) => attempt(() => Buffer.isBuffer(module.createCachedData())),
  inspect: (module) => inspect(module),
};

const cases = {};
for (const [state, make] of Object.entries(inState)) {
  if (state === 'evaluating') continue;
  for (const [action, act] of Object.entries(actions)) {
    if (state === 'waiting' && action === 'evaluate') continue;
    cases[`${state}: ${action}`] = async (vm) => {
      const module = await make(vm);
      return [await act(module), module.status];
    };
  }
}
differential('in state', cases);

const whileEvaluating = {};
for (const [action, act] of Object.entries(actions)) {
  whileEvaluating[action] = async (vm) => {
    const [module, { context }] = await inState.evaluating(vm);
    let result;
    context.look = () => {
      result = act(module);
    };
    await module.evaluate();
    return [await result, module.status];
  };
}
differential('while evaluating', whileEvaluating);

const synthetic = (vm, callback = () => {}) => new vm.SyntheticModule(['a'], callback, { identifier: 's' });

differential('states of synthetic modules', {
  'from the start': (vm) => {
    const module = synthetic(vm);
    return [module.status, attempt(() => module.namespace), attempt(() => module.setExport('a', 1))];
  },
  'while linking': async (vm) => {
    const module = synthetic(vm);
    const linking = module.link(() => {});
    const before = module.status;
    await linking;
    return [before, module.status];
  },
  'while evaluating': async (vm) => {
    const seen = [];
    const module = synthetic(vm, () => {
      seen.push(module.status, settled(module.evaluate()), attempt(() => module.error));
    });
    await module.link(() => {});
    await module.evaluate();
    return [await Promise.all(seen), module.status];
  },
  'evaluated twice': async (vm) => {
    let count = 0;
    const module = synthetic(vm, () => count++);
    await module.link(() => {});
    await module.evaluate();
    await module.evaluate();
    return [count, module.status, attempt(() => module.error)];
  },
  'errored': async (vm) => {
    const module = synthetic(vm, () => {
      throw new RangeError('no');
    });
    await module.link(() => {});
    const first = await settled(module.evaluate());
    const second = await settled(module.evaluate());
    return [first, first.rejected === second.rejected, module.error === first.rejected, module.status];
  },
});

differential('receivers', {
  'of Module': (vm) => ['identifier', 'context', 'namespace', 'status', 'error'].map((name) =>
    attempt(() => Reflect.get(vm.Module.prototype, name, {}))),
  'of SourceTextModule': (vm) => ['dependencySpecifiers', 'status', 'error'].map((name) =>
    attempt(() => Reflect.get(vm.SourceTextModule.prototype, name, {}))),
  'of methods': async (vm) => [
    await settled(vm.Module.prototype.link.call({}, () => {})),
    await settled(vm.Module.prototype.evaluate.call(null)),
    attempt(() => vm.SyntheticModule.prototype.setExport.call({}, 'a', 1)),
    attempt(() => vm.SyntheticModule.prototype.setExport.call(new vm.SourceTextModule(''), 'a', 1)),
    attempt(() => vm.Module.prototype[inspect.custom].call({})),
  ],
});
