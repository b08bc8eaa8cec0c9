'use strict';

// Guest functions called on objects of the host: the frame names the class and the method, as V8 does.

const { differential } = require('../helpers/differential.js');
const { guestStack, run, thrown } = require('../helpers/cases.js');

class K {
  static ['static']() {}
}

const guest = (vm, code = '(function () { throw new Error("m") })') => run(vm, code, {}, 'f.vm');
const on = (makeReceiver) => (vm) => guestStack(thrown(() => guest(vm).call(makeReceiver(vm))));
const method = (makeObject, key) => (vm) => {
  const object = makeObject(guest(vm, '(function named() { throw new Error("m") })'));
  return guestStack(thrown(() => object[key]()));
};

differential('receivers', {
  'a plain object': on(() => ({})),
  'an instance': on(() => new K()),
  'a class': on(() => K),
  'a function': on(() => () => {}),
  'an array': on(() => []),
  'a map': on(() => new Map()),
  'the global object': on(() => globalThis),
  'an object without a prototype': on(() => Object.create(null)),
  'an inherited constructor': on(() => Object.create({ constructor: class Q {} })),
  'a constructor behind a getter': on(() => ({ get constructor() { throw new Error('asked'); } })),
  'a tag': on(() => ({ [Symbol.toStringTag]: 'Tag' })),
  'a Proxy': on(() => new Proxy({}, {})),
  'a date of the guest': on((vm) => run(vm, 'new Date(0)')),
  'a primitive': on(() => 5),
  'its own name': method((named) => Object.assign(new K(), { named }), 'named'),
  'another name': method((named) => Object.assign(new K(), { other: named }), 'other'),
  'an inherited method': method((named) => Object.create({ named }), 'named'),
  'two names': method((named) => ({ a: named, b: named }), 'a'),
});
