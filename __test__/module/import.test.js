'use strict';

// import(): who is asked, what it is told, and what comes of its answer.

require('../helpers/with-modules.js');
const { differential, expected } = require('../helpers/differential.js');
const { attempt } = require('../helpers/cases.js');
const { Graph, settled } = require('./graph.js');

/** A function that tells its receiver as it is. */
const strict = (body) => {
  'use strict';
  return function () {
    return body(this, [...arguments]);
  };
};

/** The outcome of an import() in each kind of code, and what its callback was told. */
const asked = (prepare) => async (vm) => {
  const calls = [];
  const graph = new Graph(vm, { answer: 'export let a = 1' });
  await graph.run('answer');
  const callback = strict((self, details) => {
    calls.push([self, details.length, details[0], details[2], details[1]]);
    return graph.get('answer');
  });
  const { promise, referrer } = await prepare(vm, graph, callback);
  const outcome = await settled(promise);
  return [calls.map(([self, count, specifier, attributes, from]) => [self, count, specifier, attributes, from === referrer]),
    outcome.value === graph.get('answer').namespace, outcome.rejected];
};

const inScript = (code) => (vm, { context }, importModuleDynamically) => {
  const referrer = new vm.Script(code, { importModuleDynamically });
  return { promise: referrer.runInContext(context), referrer };
};

differential('the callback', {
  'of a script': asked(inScript('import("x")')),
  'with attributes': asked(inScript('import("x", { with: { "a b": "c", type: "json" } })')),
  'with attributes in the order of the code': async (vm) => {
    const orders = [];
    const importModuleDynamically = (specifier, referrer, attributes) => {
      orders.push(Object.keys(attributes));
      return import('node:fs');
    };
    await vm.runInContext('import("x", { with: { z: "1", b: "2", a: "3", 1: "4" } })', vm.createContext(), { importModuleDynamically });
    return orders;
  },
  'with assertions': asked(inScript('import("x", { assert: { type: "json" } })')),
  'with attributes and assertions': asked(inScript('import("x", { with: { type: "a" }, assert: { type: "b" } })')),
  'with no attributes': asked(inScript('import("x", {})')),
  'specifiers are strings': asked(inScript('import({ toString: () => "made" })')),
  'of a function that is called later': asked(async (vm, { context }, importModuleDynamically) => {
    const referrer = new vm.Script('(() => import("x"))', { importModuleDynamically });
    const later = referrer.runInContext(context);
    await null;
    return { promise: later(), referrer };
  }),
  'in eval': asked(inScript('eval("import(\'x\')")')),
  'in indirect eval': asked(inScript('(0, eval)("import(\'x\')")')),
  'in a function made of strings': asked(inScript('new Function("return import(\'x\')")()')),
  'in eval of the main context': asked((vm, graph, importModuleDynamically) => {
    const referrer = new vm.Script('eval("import(\'x\')")', { importModuleDynamically });
    return { promise: referrer.runInThisContext(), referrer };
  }),
  'in a job': asked(inScript('Promise.resolve().then(() => import("x"))')),
  'after an await': asked(inScript('(async () => { await null; return import("x") })()')),
  'of a script that runs twice': asked(async (vm, { context }, importModuleDynamically) => {
    const referrer = new vm.Script('import("x")', { importModuleDynamically });
    await referrer.runInContext(context);
    return { promise: referrer.runInContext(context), referrer };
  }),
  'of a script that runs in two contexts': asked(async (vm, { context }, importModuleDynamically) => {
    const referrer = new vm.Script('import("x")', { importModuleDynamically });
    await referrer.runInContext(vm.createContext());
    return { promise: referrer.runInContext(context), referrer };
  }),
  'of the main context': asked((vm, graph, importModuleDynamically) => {
    const referrer = new vm.Script('import("x")', { importModuleDynamically });
    return { promise: referrer.runInThisContext(), referrer };
  }),
  'of compileFunction': asked((vm, { context }, importModuleDynamically) => {
    const referrer = vm.compileFunction('return import(a)', ['a'], { parsingContext: context, importModuleDynamically });
    return { promise: referrer('x'), referrer };
  }),
  'of compileFunction with extensions': asked((vm, { context }, importModuleDynamically) => {
    const referrer = vm.compileFunction('return import(a)', [], {
      parsingContext: context, importModuleDynamically, contextExtensions: [{ a: 'x' }],
    });
    return { promise: referrer(), referrer };
  }),
  'of compileFunction in the main context': asked((vm, graph, importModuleDynamically) => {
    const referrer = vm.compileFunction('return import("x")', [], { importModuleDynamically });
    return { promise: referrer(), referrer };
  }),
  'of a module': asked(async (vm, { context }, importModuleDynamically) => {
    const referrer = new vm.SourceTextModule('export const p = import("x")', { context, importModuleDynamically });
    await referrer.link(() => {});
    await referrer.evaluate();
    return { promise: referrer.namespace.p, referrer };
  }),
  'of a context, for code without a script': asked((vm, graph, importModuleDynamically) => {
    const referrer = vm.createContext({}, { importModuleDynamically });
    return { promise: vm.runInContext('Promise.resolve("import(\'x\')").then(eval)', referrer), referrer };
  }),
  'of a context is not that of its scripts': asked((vm, graph, importModuleDynamically) => {
    const referrer = vm.createContext({}, { importModuleDynamically });
    return { promise: vm.runInContext('import("x")', referrer), referrer };
  }),
  'of runInContext': async (vm) => {
    let from;
    const importModuleDynamically = (specifier, referrer) => {
      from = referrer;
      return import('node:fs');
    };
    await vm.runInContext('import("x")', vm.createContext(), { importModuleDynamically });
    return from instanceof vm.Script;
  },
  'keeps what the program sets on its script': async (vm) => {
    const seen = [];
    const importModuleDynamically = (specifier, referrer) => {
      seen.push(referrer.note);
      return import('node:fs');
    };
    const make = () => {
      const script = new vm.Script('(() => import("x"))', { importModuleDynamically });
      script.note = 'mine';
      return script.runInContext(vm.createContext());
    };
    const later = make();
    globalThis.gc?.();
    await new Promise(setImmediate);
    globalThis.gc?.();
    await later();
    return seen;
  },
  'is called at once': (vm) => {
    const order = [];
    const importModuleDynamically = () => {
      order.push('asked');
      return import('node:fs');
    };
    vm.runInContext('log("before"); import("x"); log("after")', vm.createContext({ log: (word) => order.push(word) }), {
      importModuleDynamically,
    });
    return order;
  },
  'is asked each time': async (vm) => {
    let count = 0;
    const importModuleDynamically = () => {
      count++;
      return import('node:fs');
    };
    await vm.runInContext('Promise.all([import("x"), import("x")])', vm.createContext(), { importModuleDynamically });
    return count;
  },
});

const answered = (answer) => async (vm) => {
  const context = vm.createContext({});
  const graph = new Graph(vm, {
    plain: 'export let a = 1', bad: 'throw new TypeError("bad")', thenable: 'export function then(f) { f("followed") }',
  }, { context });
  const importModuleDynamically = () => answer(vm, graph);
  return settled(vm.runInContext('import("x")', context, { importModuleDynamically }));
};

differential('the answer', {
  'a namespace of the host': answered(() => import('node:fs').then(({ default: fs }) => import('node:fs'))),
  'a namespace of a module': answered(async (vm, graph) => (await graph.run('plain')).namespace),
  'a linked module': answered((vm, graph) => graph.link('plain')),
  'an unlinked module': answered((vm, graph) => graph.get('plain')),
  'an errored module': answered(async (vm, graph) => {
    await settled(graph.run('bad'));
    return graph.get('bad');
  }),
  'a namespace with then': answered(async (vm, graph) => (await graph.run('thenable')).namespace),
  'a module with then': answered((vm, graph) => graph.run('thenable')),
  'nothing': answered(() => {}),
  'a number': answered(() => 1),
  'an object': answered(() => ({})),
  'null': answered(() => null),
  'a throw': answered(() => {
    throw new RangeError('thrown');
  }),
  'a throw of nothing': answered(() => {
    throw undefined;
  }),
  'a rejection': answered(async () => {
    throw new RangeError('rejected');
  }),
});

const rejection = (code, options) => (vm) => settled(vm.runInContext(code, vm.createContext(), options));

differential('import() rejects', {
  'without a callback': rejection('import("x")'),
  'without a callback, which a stack tells': async (vm) => {
    const { rejected } = await settled(vm.runInContext('\n  import("x")', vm.createContext(), { filename: 'file.js' }));
    const [header, ...frames] = rejected.stack.split('\n');
    return [header, frames.find((line) => !line.includes('node:'))];
  },
  'without a callback in a function': (vm) => settled(vm.compileFunction('return import("x")')()),
  'without a callback in the main context': (vm) => settled(vm.runInThisContext('import("x")')),
  'without a callback in a module': async (vm) => {
    const module = new vm.SourceTextModule('export const p = import("x")');
    await module.link(() => {});
    await module.evaluate();
    return settled(module.namespace.p);
  },
  'a symbol': rejection('import(Symbol())'),
  'what has no string': rejection('import({ toString() { throw new RangeError("no") } })'),
  'assertions that are none': rejection('import("x", { assert: 5 })'),
  'options that are none': rejection('import("x", 5)'),
  'attributes that are none': rejection('import("x", { with: 5 })'),
  'attributes that are no strings': rejection('import("x", { with: { a: 1 } })'),
  'with a promise of the code': async (vm) => {
    const promise = vm.runInContext('var promise = import("x"); promise.catch(() => {}); promise instanceof Promise', vm.createContext());
    return promise;
  },
});

// Later versions of Node know the first.
expected('import()', 'has no phases', (vm) =>
  ['source', 'defer'].map((phase) => attempt(() => new vm.Script(`import.${phase}("x")`)).threw?.name), ['SyntaxError', 'SyntaxError']);

const byDefault = (code, more) => async (vm) => {
  const options = { importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER, ...more };
  const { value, rejected } = await settled(vm.runInContext(code, vm.createContext(), options));
  return [value, rejected?.name, rejected?.code, rejected?.message, rejected instanceof Error];
};

differential('the default loader', {
  'gives the namespace of the host': async (vm) => {
    const importModuleDynamically = vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER;
    const fs = await vm.runInContext('import("node:fs")', vm.createContext(), { importModuleDynamically });
    const made = await vm.compileFunction('return import("node:fs")', [], { importModuleDynamically })();
    const here = await vm.runInThisContext('import("node:fs")', { importModuleDynamically });
    return [fs === await import('node:fs'), made === fs, here === fs];
  },
  'relative to the file': byDefault('import("./data.json", { with: { type: "json" } }).then(({ default: d }) => d.a)', {
    filename: `${__dirname}/fixtures/x.js`,
  }),
  'relative to a URL': byDefault('import("./module.mjs").then((ns) => ns.a)', {
    filename: require('node:url').pathToFileURL(`${__dirname}/fixtures/x.js`).href,
  }),
  'relative to the working directory': byDefault('import("./package.json", { with: { type: "json" } }).then((ns) => ns.default.name)'),
  'JSON without its type': byDefault('import("./data.json")', { filename: `${__dirname}/fixtures/x.js` }),
  'a file that is not there': byDefault('import("./nowhere.js")', { filename: `${__dirname}/fixtures/x.js` }),
  'a package that is not there': byDefault('import("no-such-package")', { filename: `${__dirname}/fixtures/x.js` }),
  'a module that throws': byDefault('import("./throws.mjs")', { filename: `${__dirname}/fixtures/x.js` }),
  'of a context': async (vm) => {
    const context = vm.createContext({}, { importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER });
    return (await vm.runInContext('Promise.resolve("import(\'node:fs\')").then(eval)', context)) === await import('node:fs');
  },
});

const turns = async (order, name, count) => {
  for (let turn = 0; turn < count; turn++) {
    await null;
    order.push(`${name} ${turn}`);
  }
};

differential('the turn of microtasks in which', {
  'an answered import() goes on': async (vm) => {
    const order = [];
    const fs = await import('node:fs');
    const context = vm.createContext({ log: (word) => order.push(word) });
    const counting = turns(order, 'turn', 12);
    const promise = vm.runInContext('import("x").then(() => log("imported"))', context, {
      importModuleDynamically: () => fs,
    });
    await Promise.all([counting, promise]);
    return order;
  },
  'a callback that throws is told': async (vm) => {
    const order = [];
    const context = vm.createContext({ log: (word) => order.push(word) });
    const counting = turns(order, 'turn', 12);
    const promise = vm.runInContext('import("x").catch(() => log("rejected"))', context, {
      importModuleDynamically() {
        throw new Error('no');
      },
    });
    await Promise.all([counting, promise]);
    return order;
  },
  'a missing callback is told': async (vm) => {
    const order = [];
    const context = vm.createContext({ log: (word) => order.push(word) });
    const counting = turns(order, 'turn', 12);
    const promise = vm.runInContext('import("x").catch(() => log("rejected"))', context);
    await Promise.all([counting, promise]);
    return order;
  },
});

differential('afterEvaluate', {
  'import() goes on in the next run': async (vm) => {
    const order = [];
    const fs = await import('node:fs');
    const context = vm.createContext({ log: (word) => order.push(word) }, { microtaskMode: 'afterEvaluate' });
    vm.runInContext('import("x").then(() => log("imported"))', context, { importModuleDynamically: () => fs });
    await new Promise(setImmediate);
    order.push('next run');
    vm.runInContext('', context);
    return order;
  },
});
