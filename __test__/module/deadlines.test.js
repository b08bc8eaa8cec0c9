'use strict';

// Evaluations that a deadline stops.

require('../helpers/with-modules.js');
const { differential, expected } = require('../helpers/differential.js');
const { attempt } = require('../helpers/cases.js');
const { Graph, logging, settled } = require('./graph.js');

// Later versions of Node end the process in some of these cases.
const isCompared = Number(process.versions.node.split('.')[0]) < 22;

if (isCompared) differential('deadlines', {
  'of an endless module': async (vm) => {
    const module = await logging(vm, { root: 'for (;;);' }).link('root');
    return [await settled(module.evaluate({ timeout: 30 })), module.status, module.error];
  },
  'of an endless dependency': async (vm) => {
    const graph = logging(vm, { root: 'import "a"; log("root")', a: 'for (;;);' });
    await graph.link('root');
    return [await settled(graph.get('root').evaluate({ timeout: 30 })), graph.order, graph.get('root').status];
  },
  'of an endless dependency, whose modules are evaluated again': async (vm) => {
    const graph = logging(vm, { root: 'import "a"; import "b"', a: 'import "c"', b: 'log("b")', c: 'for (;;);' });
    await graph.link('root');
    const first = await settled(graph.get('root').evaluate({ timeout: 30 }));
    const again = [];
    for (const name of ['c', 'a', 'b']) again.push(await settled(graph.get(name).evaluate()));
    return [first, again, graph.order, graph.statuses(), graph.get('c').error];
  },
  'of a module that others ask for later': async (vm) => {
    const graph = logging(vm, { root: 'for (;;);', later: 'import "root"; log("later")' });
    await settled((await graph.link('root')).evaluate({ timeout: 30 }));
    return [await settled(graph.link('later')), graph.get('later').status, graph.order];
  },
  'of an endless callback': async (vm) => {
    const module = await logging(vm, { root: [['x'], () => {
      for (;;);
    }] }).link('root');
    return [await settled(module.evaluate({ timeout: 30 })), module.status];
  },
  'of a synthetic module': async (vm) => {
    let count = 0;
    const graph = new Graph(vm, { s: [['a'], () => {
      count++;
      for (;;);
    }] });
    const module = await graph.link('s');
    const outcomes = [await settled(module.evaluate({ timeout: 30 })), module.status];
    return [outcomes, attempt(() => module.error), attempt(() => module.setExport('a', 1)), module.namespace.a, count];
  },
  'of a synthetic module below others': async (vm) => {
    let count = 0;
    const graph = new Graph(vm, { root: 'import "s"', s: [[], () => {
      count++;
      for (;;);
    }] });
    await graph.link('root');
    const first = await settled(graph.get('root').evaluate({ timeout: 30 }));
    return [first, graph.statuses(), graph.get('s').error, await settled(graph.get('s').evaluate()), count];
  },
  'leave the context usable': async (vm) => {
    const graph = logging(vm, { root: 'for (;;);', next: 'log("next")' });
    await settled((await graph.link('root')).evaluate({ timeout: 30 }));
    await graph.run('next');
    return graph.order;
  },
  'that are met': async (vm) => {
    const module = await logging(vm, { root: 'export let a = 1' }).link('root');
    return [await settled(module.evaluate({ timeout: 5000 })), module.status];
  },
  'of a module that awaits': async (vm) => {
    const module = await logging(vm, { root: 'for (;;); await null' }).link('root');
    return [await settled(module.evaluate({ timeout: 30 })), module.status];
  },
});

expected('deadlines', 'cover the jobs of a context with a queue of its own', async (vm) => {
  const graph = logging(vm, { root: 'await null; for (;;);' }, { contextOptions: { microtaskMode: 'afterEvaluate' } });
  const { rejected } = await settled((await graph.link('root')).evaluate({ timeout: 30 }));
  return rejected.code;
}, 'ERR_SCRIPT_EXECUTION_TIMEOUT');
