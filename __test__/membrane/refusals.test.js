'use strict';

// What the host hears when a guest object, or the global of a sandbox, refuses to be changed.

const { differential } = require('../helpers/differential.js');
const { attempt, run } = require('../helpers/cases.js');

const sloppily = new Function('action', 'object', 'key', 'return action(object, key)');

const changes = {
  'strict store': (object, key) => (object[key] = 0),
  'sloppy store': (object, key) => new Function('object', 'key', 'return object[key] = 0')(object, key),
  'Reflect.set': (object, key) => Reflect.set(object, key, 0),
  'Object.assign': (object, key) => typeof Object.assign(object, { [key]: 0 }),
  'strict delete': (object, key) => delete object[key],
  'sloppy delete': (object, key) => new Function('object', 'key', 'return delete object[key]')(object, key),
  'Reflect.deleteProperty': (object, key) => Reflect.deleteProperty(object, key),
  'Object.defineProperty': (object, key) => typeof Object.defineProperty(object, key, { value: 5 }),
  'Reflect.defineProperty': (object, key) => Reflect.defineProperty(object, key, { value: 5 }),
  'a call from sloppy code': (object, key) => sloppily((inner, name) => (inner[name] = 0), object, key),
};

const everyChange = (make, key) =>
  Object.fromEntries(
    Object.entries(changes).map(([name, change]) => [name, (vm) => attempt(() => change(make(vm), key))]),
  );

const guest = (code) => (vm) => run(vm, code);
differential('a read-only property', everyChange(guest('Object.freeze({ a: 1 })'), 'a'));
differential('a getter without a setter', everyChange(guest('Object.freeze({ get a() { return 1 } })'), 'a'));
differential('a new property of a frozen object', everyChange(guest('Object.freeze({})'), 'a'));
differential('an inherited read-only property', everyChange(guest('Object.create(Object.freeze({ a: 1 }))'), 'a'));
differential('a symbol', everyChange(guest('Object.freeze({ [Symbol.iterator]: 1 })'), Symbol.iterator));
differential('an element', everyChange(guest('Object.freeze([1])'), '0'));
differential('a length', everyChange(guest('Object.freeze([1])'), 'length'));
differential('a function', everyChange(guest('Object.freeze(function f() {})'), 'name'));

const globalOf = (make) => (vm) => vm.runInContext('this', vm.createContext(make()));
const fixed = (configurable) => Object.defineProperty({}, 'x', { value: 1, configurable });
// To delete what the sandbox keeps gives false without an error, also in strict code: no Proxy can say that.
const { 'strict delete': _, ...others } = everyChange(globalOf(() => fixed(false)), 'x');
differential('a global: fixed by the sandbox', others);
differential('a global: read-only on the sandbox', everyChange(globalOf(() => fixed(true)), 'x'));
differential('a global: a new name', everyChange(globalOf(() => Object.freeze({})), 'x'));
differential('a global: a constant', everyChange(globalOf(() => ({})), 'undefined'));

const whole = (make) => ({
  freeze: (vm) => attempt(() => typeof Object.freeze(make(vm))),
  seal: (vm) => attempt(() => typeof Object.seal(make(vm))),
  preventExtensions: (vm) => attempt(() => typeof Object.preventExtensions(make(vm))),
  'Reflect.preventExtensions': (vm) => attempt(() => Reflect.preventExtensions(make(vm))),
  setPrototypeOf: (vm) => attempt(() => typeof Object.setPrototypeOf(make(vm), {})),
  'Reflect.setPrototypeOf': (vm) => attempt(() => Reflect.setPrototypeOf(make(vm), {})),
  'a cycle': (vm) => {
    const object = make(vm);
    return attempt(() => typeof Object.setPrototypeOf(object, Object.create(object)));
  },
});
differential('the whole global', whole(globalOf(() => ({}))));
differential('the whole object', whole(guest('({})')));
differential('the whole frozen object', whole(guest('Object.freeze({})')));

differential('other ways to change', {
  push: (vm) => attempt(() => run(vm, 'Object.freeze([1])').push(2)),
  'push of the host': (vm) => attempt(() => Array.prototype.push.call(run(vm, 'Object.freeze([1])'), 2)),
  'a field of a class': (vm) => {
    const object = run(vm, 'Object.freeze({})');
    class Base {
      constructor() {
        return object;
      }
    }
    return attempt(() => new (class extends Base {
      field = 1;
    })());
  },
  'the stack begins where the program is': (vm) => {
    const object = run(vm, 'Object.freeze({ a: 1 })');
    const { threw } = attempt(() => {
      object.a = 2;
    });
    return [threw instanceof TypeError, threw.stack.split('\n')[1].replace(/:\d+:\d+/, '')];
  },
});
