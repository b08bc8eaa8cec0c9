'use strict';

// Namespace objects, in the hands of the host and of guests.

require('../helpers/with-modules.js');
const { inspect } = require('node:util');
const { differential } = require('../helpers/differential.js');
const { attempt } = require('../helpers/cases.js');
const { Graph } = require('./graph.js');

const text = `export let b = 2, a = 1; export const c = { d: 1 }; export function f() { return a } export class K {}
  export default 5; export { a as "x y" }; export var v = 3; export const set = (value) => { b = value };`;

const linked = async (vm) => (await new Graph(vm, { root: text }).link('root')).namespace;
const evaluated = async (vm) => (await new Graph(vm, { root: text }).run('root')).namespace;

const looks = {
  'own keys': (ns) => Reflect.ownKeys(ns).map(String),
  'for in': (ns) => {
    const keys = [];
    for (const key in ns) keys.push(key);
    return keys;
  },
  'prototype': (ns) => [Object.getPrototypeOf(ns), Reflect.setPrototypeOf(ns, null), Reflect.setPrototypeOf(ns, {})],
  'integrity': (ns) => [Object.isExtensible(ns), Reflect.preventExtensions(ns)],
  'sealed': (ns) => Object.isSealed(ns),
  'frozen': (ns) => Object.isFrozen(ns),
  'tag': (ns) => [ns[Symbol.toStringTag], Object.getOwnPropertyDescriptor(ns, Symbol.toStringTag), Object.prototype.toString.call(ns)],
  'read a let': (ns) => ns.b,
  'read a function': (ns) => typeof ns.f,
  'read a var': (ns) => ns.v,
  'read a class': (ns) => typeof ns.K,
  'read the default': (ns) => ns.default,
  'read what is not there': (ns) => [ns.nothing, ns.toString, ns[Symbol.iterator]],
  'has': (ns) => ['b' in ns, 'nothing' in ns, Symbol.toStringTag in ns, 'toString' in ns],
  'hasOwn': (ns) => Object.hasOwn(ns, 'b'),
  'descriptor of a let': (ns) => Object.getOwnPropertyDescriptor(ns, 'b'),
  'descriptor of what is not there': (ns) => Object.getOwnPropertyDescriptor(ns, 'nothing'),
  'keys': (ns) => Object.keys(ns),
  'copy': (ns) => ({ ...ns }).a,
  'JSON': (ns) => JSON.stringify(ns),
  'set': (ns) => [Reflect.set(ns, 'b', 9), Reflect.set(ns, 'nothing', 9)],
  'delete': (ns) => [Reflect.deleteProperty(ns, 'b'), Reflect.deleteProperty(ns, 'nothing')],
  'define nothing new': (ns) => [Reflect.defineProperty(ns, 'v', {}), Reflect.defineProperty(ns, 'nothing', { value: 1 })],
  'define the same': (ns) => [
    Reflect.defineProperty(ns, 'a', { value: 1 }), Reflect.defineProperty(ns, 'a', { value: 1, writable: true, enumerable: true }),
    Reflect.defineProperty(ns, 'a', { value: 2 }), Reflect.defineProperty(ns, 'a', { writable: false }),
    Reflect.defineProperty(ns, 'a', { get() {} }),
  ],
  'destructure': ({ a, ...others }) => [a, Object.keys(others)],
  'inspect': (ns) => inspect(ns),
  'inspect within': (ns) => [inspect({ ns }), inspect({ ns }, { depth: 0 }), inspect(ns, { depth: -1 }), inspect([ns], { compact: 1 })],
  'inspect with all': (ns) => inspect(ns, { showHidden: true, colors: true, depth: 0 }),
};

for (const [state, make] of Object.entries({ linked, evaluated })) {
  differential(`a ${state} namespace`, Object.fromEntries(Object.entries(looks).map(([name, look]) => [
    name, async (vm) => {
      const ns = await make(vm);
      const result = attempt(() => look(ns));
      return result;
    },
  ])));
}

const strictly = (code) => async (vm) => {
  const ns = await evaluated(vm);
  return attempt(() => new Function('ns', `'use strict'; return ${code}`)(ns));
};

differential('to strict code', Object.fromEntries([
  'ns.b = 2', 'ns.z = 1', 'delete ns.b', 'delete ns.z', 'ns[Symbol.toStringTag] = 1', 'delete ns[Symbol.toStringTag]',
  'Object.defineProperty(ns, "b", { value: 1 })', 'Object.defineProperty(ns, "z", { value: 1 })', 'Object.setPrototypeOf(ns, {})',
  'Object.freeze(ns)', 'Object.seal(ns) === ns', 'Object.preventExtensions(ns) === ns', 'Object.assign(ns, { b: 1 })',
].map((code) => [code, strictly(code)])));

/** What code of a module hears that changes the namespace of another. */
const heard = (code, dependency = text) => async (vm) => {
  const graph = new Graph(vm, {
    root: `import * as ns from "a"; export let heard; try { heard = ${code} } catch (error) { heard = [error.name, error.message].join() }`,
    a: dependency,
  });
  const { heard: answer } = (await graph.run('root')).namespace;
  return typeof answer === 'object' ? typeof answer : answer;
};

differential('to code of modules', Object.fromEntries([
  'ns.b = 2', 'ns.z = 1', 'ns.b++', '[ns.b] = [1]', 'delete ns.b', 'delete ns.z', 'ns[Symbol.toStringTag] = 1', 'delete ns[Symbol.toStringTag]',
  'Object.defineProperty(ns, "a", { value: 1 }) === ns', 'Object.defineProperty(ns, "b", { value: 1 })',
  'Object.defineProperty(ns, "z", { value: 1 })', 'Object.setPrototypeOf(ns, {})', 'ns.__proto__ = {}', 'Object.freeze(ns)',
  'Object.freeze(new Uint8Array(1))', 'Object.seal(ns) === ns', 'Object.assign(ns, { b: 1 })', 'Reflect.set(ns, "b", 1)', 'String(ns)',
].map((code) => [code, heard(code)])));

differential('to a circle that is not ready', Object.fromEntries([
  'ns.b', '"b" in ns', 'ns.b = 1', 'Object.keys(ns)', 'Reflect.ownKeys(ns).length', 'Reflect.set(ns, "b", 1)', 'delete ns.b',
].map((code) => [code, async (vm) => {
  const graph = new Graph(vm, {
    root: 'import { heard } from "a"; export { heard }; export let b = 1',
    a: `import * as ns from "root"; export let heard; try { heard = ${code} } catch (error) { heard = [error.name, error.message].join() }`,
  });
  return (await graph.run('root')).namespace.heard;
}])));

differential('a namespace', {
  'is the same each time': async (vm) => {
    const module = await new Graph(vm, { root: text }).link('root');
    const first = module.namespace;
    await module.evaluate();
    return module.namespace === first;
  },
  'is live': async (vm) => {
    const ns = await evaluated(vm);
    const before = [ns.b, Object.getOwnPropertyDescriptor(ns, 'b').value];
    ns.set(7);
    return [...before, ns.b, Object.getOwnPropertyDescriptor(ns, 'b').value, inspect(ns.b)];
  },
  'is live after a look at its integrity': async (vm) => {
    const ns = await evaluated(vm);
    Object.isFrozen(ns);
    ns.set(8);
    return [ns.b, Object.getOwnPropertyDescriptor(ns, 'b').value, Object.entries(ns).length];
  },
  'in the hands of the guest': async (vm) => {
    const context = vm.createContext({});
    const graph = new Graph(vm, { root: text, user: 'import * as ns from "root"; export { ns }' }, { context });
    const { namespace } = await graph.run('user');
    context.ns = namespace.ns;
    return [
      namespace.ns === graph.get('root').namespace,
      vm.runInContext(`[ns.a, Object.keys(ns).join(), Object.prototype.toString.call(ns), Object.isExtensible(ns),
        Reflect.set(ns, 'a', 1), Object.isFrozen(ns), String(Object.getPrototypeOf(ns))].join(' ')`, context),
    ];
  },
  'of the host in the hands of the guest': async (vm) => {
    const context = vm.createContext({ ns: await import('./fixtures/module.mjs') });
    return vm.runInContext(`[ns.a, Object.keys(ns).join(), Object.prototype.toString.call(ns), Object.isExtensible(ns),
      Reflect.set(ns, 'a', 1), Object.isFrozen(ns), String(Object.getPrototypeOf(ns))].join(' ')`, context);
  },
  'errors of guests are the guest’s': async (vm) => {
    const context = vm.createContext({});
    context.ns = (await new Graph(vm, { root: text }, { context }).link('root')).namespace;
    return vm.runInContext('try { ns.b } catch (error) { [error instanceof ReferenceError, error.message].join() }', context);
  },
  'functions know their names': async (vm) => {
    const ns = (await new Graph(vm, { root: 'export default function () {} export const arrow = () => {}, K = class {}' }).run('root')).namespace;
    return [ns.default.name, ns.arrow.name, ns.K.name];
  },
});
