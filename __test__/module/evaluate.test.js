'use strict';

// Evaluation: order, errors, top-level await.

require('../helpers/with-modules.js');
const { differential, expected } = require('../helpers/differential.js');
const { Graph, logging, settled } = require('./graph.js');

const evaluated = (texts, { names = ['root'], ...settings } = {}) => async (vm) => {
  const graph = logging(vm, texts, settings);
  const outcomes = [];
  for (const name of names) {
    if (graph.get(name).status === 'unlinked') await graph.link(name);
    const promise = graph.get(name).evaluate();
    graph.order.push(`evaluate() returned, ${name} is ${graph.get(name).status}`);
    outcomes.push(await settled(promise));
  }
  return [graph.order, outcomes, graph.statuses()];
};

differential('evaluation', {
  'dependencies come first, once': evaluated({
    root: 'import "a"; import "b"; log("root")', a: 'import "c"; log("a")', b: 'import "c"; log("b")', c: 'log("c")',
  }),
  'is not repeated': evaluated({ root: 'log("root")' }, { names: ['root', 'root'] }),
  'of a dependency again': evaluated({ root: 'import "a"; log("root")', a: 'log("a")' }, { names: ['root', 'a'] }),
  'an error': evaluated({
    root: 'import "a"; import "b"; import "c"; log("root")', a: 'log("a")', b: 'throw new RangeError("b")', c: 'log("c")',
  }, { names: ['root', 'b', 'root'] }),
  'gives the very error': async (vm) => {
    const error = new Error('host');
    const graph = logging(vm, { root: 'import "a"', a: 'throw error' }, { sandbox: { error } });
    const first = await settled(graph.run('root'));
    const second = await settled(graph.get('root').evaluate());
    return [first.rejected === error, second.rejected === error, graph.get('a').error === error, graph.get('root').error === error];
  },
  'gives the very error of the guest': async (vm) => {
    const graph = logging(vm, { root: 'throw new TypeError("t")' });
    const { rejected } = await settled(graph.run('root'));
    return [rejected === graph.get('root').error, rejected];
  },
  'throws nothing': evaluated({ root: 'throw undefined' }),
  'in a circle that is not ready': evaluated({
    root: 'import { b } from "a"; export let a = 1', a: 'import { a } from "root"; export let b = a',
  }),
  'this and the like': evaluated({ root: 'log(typeof this); log(typeof require); log(typeof arguments)' }),
  'globals are those of the context': async (vm) => {
    const context = vm.createContext({ x: 1 });
    const module = await new Graph(vm, { root: 'export let seen = x; globalThis.y = 2; var own = 3; x = 4' }, { context }).run('root');
    return [module.namespace.seen, context];
  },
  'is strict': evaluated({ root: 'undeclared = 1' }),
  'lexical names of scripts are seen': async (vm) => {
    const context = vm.createContext();
    vm.runInContext('let lexical = 5; class K {}', context);
    return (await new Graph(vm, { root: 'export let a = lexical; export let k = typeof K' }, { context }).run('root')).namespace;
  },
  'in the main context': async (vm) => {
    globalThis.forModules = 7;
    const module = new vm.SourceTextModule('export let a = [] instanceof Array, b = forModules; export const c = typeof process');
    await module.link(() => {});
    await module.evaluate();
    const { a, b, c } = module.namespace;
    return [a, b, c, module.context];
  },
  'imports are live and constant': async (vm) => {
    const graph = logging(vm, {
      root: 'import { n, inc } from "a"; log(n); inc(); log(n); export const assign = () => { n = 1 }',
      a: 'export let n = 0; export function inc() { n++ }',
    });
    const module = await graph.run('root');
    const outcome = await settled((async () => module.namespace.assign())());
    return [graph.order, outcome];
  },
});

/** What a module finds when its code has another one evaluated. */
const evaluatedWithin = (texts, name) => async (vm) => {
  const within = [];
  const graph = logging(vm, texts, { sandbox: {
    go() {
      within.push(settled(graph.get(name).evaluate()), graph.get(name).status);
    },
  } });
  await graph.link(name);
  if (graph.get('root').status === 'unlinked') await graph.link('root');
  const outcome = await settled(graph.get('root').evaluate());
  return [outcome, await Promise.all(within), graph.order, graph.statuses()];
};

differential('evaluation within another', {
  'of a module of its own': evaluatedWithin({ root: 'go(); log("root")', a: 'log("a")' }, 'a'),
  'of the same module': evaluatedWithin({ root: 'go(); log("root")' }, 'root'),
  'of a module above it': evaluatedWithin({ root: 'import "a"; log("root")', a: 'go(); log("a")' }, 'root'),
  'of another module above it': evaluatedWithin({
    root: 'import "a"; log("root")', a: 'go(); log("a")', b: 'import "a"; log("b")',
  }, 'b'),
  'of another module above its circle': evaluatedWithin({
    root: 'import "a"; log("root")', a: 'import "root"; go(); log("a")', b: 'import "c"; log("b")', c: 'import "root"; log("c")',
  }, 'b'),
});

const turn = async (order, count) => {
  for (let each = 0; each < count; each++) {
    await null;
    order.push(`turn ${each}`);
  }
};

/** In which turn of the microtasks an evaluation is told. */
const told = (text, makeContext) => async (vm) => {
  const order = [];
  const module = new vm.SourceTextModule(text, { context: makeContext(vm) });
  await module.link(() => {});
  const promise = module.evaluate();
  const turns = turn(order, 8);
  await settled(promise);
  order.push('told');
  await turns;
  return order;
};

// Later versions of Node give the promise of the module itself, of whatever realm that is.
if (Number(process.versions.node.split('.')[0]) < 22) differential('evaluation is told in the turn', Object.fromEntries(
  ['1', 'throw 1', 'await 1', 'await 1; throw 1'].flatMap((text) => [
    [text, told(text, (vm) => vm.createContext())],
    [`${text} in the main context`, told(text, () => {})],
  ]),
));

differential('top-level await', {
  'waits': evaluated({ root: 'log(1); await null; log(2); export let a = await 3; log(a)' }),
  'rejects': evaluated({ root: 'await null; throw new RangeError("late")' }),
  'for await': evaluated({ root: 'for await (const a of [Promise.resolve(1), 2]) log(a)' }),
  'for await in a dependency': evaluated({
    root: 'import "a"; import "b"; log("root")', a: 'for await (const a of [Promise.resolve(1), 2]) log(a)', b: 'log("b")',
  }),
  'of a dependency': evaluated({
    root: 'import "a"; import "b"; log("root")', a: 'log("a1"); await null; log("a2")', b: 'log("b")',
  }),
  'of two dependencies': evaluated({
    root: 'import "a"; import "b"; log("root")', a: 'log("a1"); await null; await null; log("a2")', b: 'log("b1"); await null; log("b2")',
  }),
  'of a dependency that rejects': evaluated({
    root: 'import "a"; import "b"; log("root")', a: 'await null; throw new RangeError("a")', b: 'log("b")',
  }, { names: ['root', 'a', 'b'] }),
  'two that wait for one that throws afterwards': evaluated({
    root: 'import "a"; import "b"; log("root")', a: 'import "c"; throw new RangeError("a")', b: 'import "c"; log("b")',
    c: 'await null; log("c")',
  }, { names: ['root', 'a', 'b', 'c'] }),
  'in a circle': evaluated({
    root: 'import "a"; log("root1"); await null; log("root2")', a: 'import "b"; log("a1"); await null; log("a2")',
    b: 'import "root"; log("b1"); await null; log("b2")',
  }, { names: ['root', 'b', 'a'] }),
  'below a circle': evaluated({
    root: 'import "a"; log("root")', a: 'import "root"; import "b"; import "c"; log("a")', b: 'log("b1"); await null; log("b2")',
    c: 'import "root"; log("c1"); await null; log("c2")',
  }, { names: ['root', 'a', 'c'] }),
  'of one that is waited for already': async (vm) => {
    const graph = logging(vm, { root: 'import "a"; log("root")', a: 'import "b"; log("a")', b: 'await gate; log("b")' }, {
      sandbox: { gate: new Promise((resolve) => setTimeout(resolve, 20)) },
    });
    await graph.link('root');
    const promises = [graph.get('root').evaluate(), graph.get('a').evaluate(), graph.get('b').evaluate(),
      graph.get('a').evaluate()];
    const before = graph.statuses();
    await Promise.all(promises);
    return [before, graph.order, graph.statuses()];
  },
  'that never ends': async (vm) => {
    const graph = logging(vm, { root: 'export let a = 1; await new Promise(() => {})' });
    const module = await graph.link('root');
    let ended = false;
    module.evaluate().then(() => {
      ended = true;
    });
    await new Promise(setImmediate);
    return [module.status, ended, module.namespace.a];
  },
  'by import()': async (vm) => {
    const graph = logging(vm, { root: 'import "s"; log("end")', s: [['x'], () => {}] });
    graph.options = { importModuleDynamically: () => graph.get('root') };
    await graph.run('root');
    return graph.order;
  },
});

differential('unhandled rejections', {
  'of an evaluation are those of its promise': async (vm) => {
    const events = [];
    const listener = (reason) => events.push(reason);
    process.on('unhandledRejection', listener);
    try {
      for (const text of ['throw new RangeError("at once")', 'await null; throw new RangeError("late")']) {
        await settled(new Graph(vm, { root: text }).run('root'));
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
      return events;
    } finally {
      process.off('unhandledRejection', listener);
    }
  },
});

const afterEvaluate = { contextOptions: { microtaskMode: 'afterEvaluate' } };

expected('afterEvaluate', 'jobs run within the evaluation', async (vm) => {
  const graph = logging(vm, { root: 'log(1); await null; log(2); Promise.resolve().then(() => log(3))' }, afterEvaluate);
  const module = await graph.link('root');
  const promise = module.evaluate();
  const atOnce = [...graph.order, module.status];
  await promise;
  return atOnce;
}, [1, 2, 3, 'evaluated']);

expected('afterEvaluate', 'a rejection is told', async (vm) => {
  const graph = logging(vm, { root: 'await null; throw 5' }, afterEvaluate);
  return settled(graph.run('root'));
}, { rejected: 5 });
