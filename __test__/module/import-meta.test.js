'use strict';

require('../helpers/with-modules.js');
const { differential } = require('../helpers/differential.js');
const { settled } = require('./graph.js');

const evaluated = async (vm, text, options) => {
  const module = new vm.SourceTextModule(text, { context: vm.createContext({}), ...options });
  await module.link(() => {});
  await module.evaluate();
  return module;
};

differential('import.meta', {
  'without a callback': async (vm) => {
    const { namespace } = await evaluated(vm, `export const meta = import.meta, same = import.meta === meta;
      export const of = Object.getPrototypeOf(import.meta), more = Object.isExtensible(import.meta)`);
    return [namespace.same, namespace.of, namespace.more, Reflect.ownKeys(namespace.meta)];
  },
  'with one': async (vm) => {
    const calls = [];
    const initializeImportMeta = function(meta, module) {
      calls.push([arguments.length, module, Object.getPrototypeOf(meta)]);
      meta.url = 'file:///x';
      meta.resolve = (name) => `/${name}`;
    };
    const module = await evaluated(vm, 'export const { url } = import.meta, there = import.meta.resolve("a")', {
      initializeImportMeta,
    });
    return [module.namespace.url, module.namespace.there, calls.map(([count, from, of]) => [count, from === module, of])];
  },
  'in the main context': async (vm) => {
    const module = new vm.SourceTextModule('export const meta = import.meta', {
      initializeImportMeta(meta) {
        meta.here = true;
      },
    });
    await module.link(() => {});
    await module.evaluate();
    return Object.entries(module.namespace.meta);
  },
  'is made when it is first asked for': async (vm) => {
    let count = 0;
    const initializeImportMeta = () => {
      count++;
    };
    const { namespace } = await evaluated(vm, 'export const f = () => import.meta', { initializeImportMeta });
    const counts = [count];
    namespace.f();
    counts.push(count, namespace.f() === namespace.f());
    counts.push(count);
    return counts;
  },
  'that is not used': async (vm) => {
    let count = 0;
    await evaluated(vm, 'export let a = 1', { initializeImportMeta: () => count++ });
    return count;
  },
  'whose callback throws': async (vm) => {
    const error = new RangeError('meta');
    let count = 0;
    const initializeImportMeta = (meta) => {
      count++;
      meta.count = count;
      if (count === 1) throw error;
    };
    const { namespace } = await evaluated(vm, 'export const f = () => import.meta.count', { initializeImportMeta });
    const first = await settled((async () => namespace.f())());
    return [first.rejected === error, namespace.f(), namespace.f(), count];
  },
  'whose callback throws an error of its own': async (vm) => {
    const module = new vm.SourceTextModule('\n  import.meta', {
      identifier: 'file.mjs',
      initializeImportMeta() {
        throw new Error('meta');
      },
    });
    await module.link(() => {});
    const { rejected } = await settled(module.evaluate());
    return rejected.stack.split('\n').filter((line) => line.includes('file.mjs'));
  },
  'whose callback asks for it': async (vm) => {
    const context = vm.createContext({});
    let module;
    const initializeImportMeta = (meta) => {
      meta.depth = context.depth = (context.depth ?? 0) + 1;
      if (context.depth < 3) module.namespace.f();
    };
    module = new vm.SourceTextModule('export function f() { return import.meta.depth }', { context, initializeImportMeta });
    await module.link(() => {});
    return [typeof module.namespace.f(), context.depth > 0];
  },
});
