'use strict';

// The classes: shapes, constructors and their arguments, inspection.

require('../helpers/with-modules.js');
const { inspect } = require('node:util');
const { differential } = require('../helpers/differential.js');
const { attempt } = require('../helpers/cases.js');
const { sampleValues } = require('../helpers/values.js');

const shape = (object) => Reflect.ownKeys(object).filter((key) => typeof key === 'string').map((key) => {
  const { value, get, set, ...flags } = Object.getOwnPropertyDescriptor(object, key);
  return [key, flags, typeof value, value?.name, value?.length, get?.name, get?.length, typeof set];
});

const failing = (action) => {
  try {
    const value = action();
    return typeof value;
  } catch (error) {
    return [error.name, error.code, error.message, error instanceof Error];
  }
};

const classes = ['Module', 'SourceTextModule', 'SyntheticModule'];

differential('classes', {
  'own properties': (vm) => classes.map((name) => [shape(vm[name]), shape(vm[name].prototype)]),
  'heirs': (vm) => classes.map((name) => Object.getPrototypeOf(vm[name]).name),
  'named exports': (vm) => Object.keys(vm).filter((key) => key !== 'toHost'),
  'without new': (vm) => classes.map((name) => failing(() => vm[name]('', () => {}))),
  'Module itself': (vm) => [failing(() => new vm.Module()), failing(() => new vm.Module({}))],
  'subclasses': async (vm) => {
    class Sub extends vm.SourceTextModule {}
    class Made extends vm.SyntheticModule {}
    const sub = new Sub('export let a = 1');
    await sub.link(() => {});
    await sub.evaluate();
    return [sub instanceof vm.Module, sub.namespace.a, inspect(sub), inspect(new Made([], () => {}), { depth: -1 })];
  },
  'instances': (vm) => {
    const module = new vm.SourceTextModule('');
    return [String(module), JSON.stringify(module), Object.isExtensible(module), module.createCachedData().length > 0];
  },
  'getters have no setters': (vm) => failing(() => {
    'use strict';
    new vm.SourceTextModule('').identifier = 1;
  }),
  'synthetic modules have less': (vm) => {
    const module = new vm.SyntheticModule([], () => {});
    return [module.dependencySpecifiers, module.createCachedData];
  },
});

const context = (vm) => vm.createContext({ foo: 'bar' });

differential('inspect', {
  'with context': (vm) => inspect(new vm.SourceTextModule('', { identifier: 'x', context: context(vm) })),
  'without': (vm) => inspect(new vm.SourceTextModule('', { identifier: 'x' })),
  'synthetic': (vm) => inspect(new vm.SyntheticModule(['a'], () => {}, { identifier: 'x', context: context(vm) })),
  'depths': (vm) => {
    const module = new vm.SourceTextModule('', { identifier: 'x', context: context(vm) });
    return [inspect(module, { depth: -1 }), inspect({ module }, { depth: 0 }), inspect({ a: { module } }, { depth: 1 }),
      inspect([module])];
  },
});

differential('identifiers', {
  'of a context count on their own': (vm) => {
    const first = context(vm);
    const second = context(vm);
    return [first, second, first].map((each) => new vm.SourceTextModule('', { context: each }).identifier);
  },
  'synthetic modules share the numbers': (vm) => {
    const one = context(vm);
    return [
      new vm.SourceTextModule('', { context: one }).identifier,
      new vm.SyntheticModule([], () => {}, { context: one }).identifier,
      new vm.SourceTextModule('', { context: one, identifier: 'named' }).identifier,
      new vm.SourceTextModule('', { context: one }).identifier,
    ];
  },
  'a text that does not parse takes one': (vm) => {
    const one = context(vm);
    failing(() => new vm.SourceTextModule('let a b', { context: one }));
    return new vm.SourceTextModule('', { context: one }).identifier;
  },
  'without context count for all': (vm) => {
    const number = () => Number(/\d+/.exec(new vm.SourceTextModule('').identifier)[0]);
    const first = number();
    return number() - first;
  },
});

differential('arguments', {
  'SourceTextModule: text': (vm) => sampleValues().map((value) => failing(() => new vm.SourceTextModule(value))),
  'SourceTextModule: options': (vm) => sampleValues().map((value) => failing(() => new vm.SourceTextModule('', value))),
  'SyntheticModule: names': (vm) =>
    // Node aborts on an array with another thing than a string in it, and on the Proxy of one.
    sampleValues().filter((value) => !Array.isArray(value)).map((value) =>
      failing(() => new vm.SyntheticModule(value, () => {}))),
  'SyntheticModule: names again': (vm) => [['a', 'a'], ['b', 'a', 'b'], ['x y', 'x y']].map((value) =>
    failing(() => new vm.SyntheticModule(value, () => {}))),
  'SyntheticModule: callback': (vm) =>
    sampleValues().map((value) => failing(() => new vm.SyntheticModule([], value))),
  'SyntheticModule: options': (vm) =>
    sampleValues().map((value) => failing(() => new vm.SyntheticModule([], () => {}, value))),
  ...Object.fromEntries(['lineOffset', 'columnOffset', 'initializeImportMeta', 'importModuleDynamically', 'context',
    'identifier', 'cachedData'].map((name) => [`option ${name}`, (vm) =>
    sampleValues().map((value) => failing(() => new vm.SourceTextModule('', { [name]: value })))])),
  'the constant of scripts is none of modules': (vm) => failing(() => new vm.SourceTextModule('', {
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  })),
  'evaluate': async (vm) => {
    const module = new vm.SourceTextModule('');
    await module.link(() => {});
    const results = [];
    for (const value of sampleValues()) {
      for (const options of [value, { timeout: value }, { breakOnSigint: value }]) {
        try {
          results.push(await module.evaluate(options));
        } catch (error) {
          results.push([error.code, error.message]);
        }
      }
    }
    return results;
  },
  'setExport': async (vm) => {
    const module = new vm.SyntheticModule(['a'], () => {});
    await module.link(() => {});
    return [...sampleValues().map((value) => failing(() => module.setExport(value, 1))), failing(() =>
      module.setExport('a', 1)), failing(() => module.setExport('b', 1))];
  },
});

differential('cached data', {
  'of the same text': (vm) => {
    const cachedData = new vm.SourceTextModule('export let a = 1').createCachedData();
    return failing(() => new vm.SourceTextModule('export let a = 1', { cachedData }));
  },
  'of another text': (vm) => {
    const cachedData = new vm.SourceTextModule('export let a = 1').createCachedData();
    return attempt(() => new vm.SourceTextModule('export let abc = 1234', { cachedData }));
  },
  'of none': (vm) => attempt(() => new vm.SourceTextModule('', { cachedData: Buffer.alloc(9) })),
});
