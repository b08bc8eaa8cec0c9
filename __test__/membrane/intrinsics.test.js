'use strict';

// The intrinsics of the main context are the host's: what one side changes is there for the other.

const { differential } = require('../helpers/differential.js');
const { attempt, thrown } = require('../helpers/cases.js');

const here = (vm, code, options) => vm.runInThisContext(code, options);

/** Changes properties of an object for the time of an action. */
function during(object, properties, action) {
  const before = Object.keys(properties).map((key) => [key, Object.getOwnPropertyDescriptor(object, key)]);
  try {
    for (const key of Object.keys(properties)) Object.defineProperty(object, key, properties[key]);
    return action();
  } finally {
    for (const [key, descriptor] of before) {
      if (descriptor === undefined) delete object[key];
      else Object.defineProperty(object, key, descriptor);
    }
  }
}

const method = (value) => ({ value, writable: true, configurable: true });
const getter = (get) => ({ get, configurable: true });

differential('the host changes', {
  'a getter on String.prototype': (vm) =>
    during(String.prototype, { red: getter(function () { return `<${this}>`; }) }, () =>
      here(vm, "['a'.red, new String('b').red, `${'c'.red.red}`].join()")),
  'a getter on Number.prototype': (vm) =>
    during(Number.prototype, { double: getter(function () { return this * 2; }) }, () => here(vm, '(21).double')),
  'a method that was there': (vm) =>
    during(Array.prototype, { push: method(function (value) { this[this.length] = `pushed ${value}`; return 'mine'; }) },
      () => here(vm, '(() => { const list = []; return [list.push(1), list[0]] })()')),
  'a method by one that calls it': (vm) => {
    const { map } = Array.prototype;
    return during(Array.prototype, { map: method(function (...values) { return ['wrapped', ...map.apply(this, values)]; }) },
      () => here(vm, '[1, 2].map((x) => x * 2)'));
  },
  'a method that looks at a slot': (vm) => {
    const { get } = Map.prototype;
    return during(Map.prototype, { get: method(function (key) { return `got ${get.call(this, key)}`; }) },
      () => here(vm, 'new Map([[1, 2]]).get(1)'));
  },
  'between two calls': (vm) => {
    const read = here(vm, '(() => [].intrinsicLater)');
    const first = read();
    return [first, ...during(Array.prototype, { intrinsicLater: method(1) }, () => [read()]), read()];
  },
  'during a run': (vm) => {
    const loop = here(vm, '(function (change) { const seen = []; for (let i = 0; i < 4; i++) { seen.push(Math.floor(i + 0.5)); change(i); } return seen })');
    const { floor } = Math;
    try {
      return loop((i) => { Math.floor = i === 1 ? () => 'replaced' : floor; });
    } finally {
      Math.floor = floor;
    }
  },
  'deletes a method': (vm) => {
    const at = Object.getOwnPropertyDescriptor(Array.prototype, 'at');
    delete Array.prototype.at;
    try {
      return [here(vm, 'typeof [].at'), here(vm, "'at' in []"), attempt(() => here(vm, '[1].at(0)')).threw.constructor.name];
    } finally {
      Object.defineProperty(Array.prototype, 'at', at);
    }
  },
  'and puts it back': (vm) => [here(vm, '[1].at(0)'), here(vm, '[].at') === [].at],
  'Object.prototype': (vm) =>
    during(Object.prototype, { intrinsicAll: { value: 'all', configurable: true, enumerable: true } }, () =>
      here(vm, 'var intrinsicKeys = []; for (const key in { a: 1 }) intrinsicKeys.push(key); [({}).intrinsicAll, [].intrinsicAll, (() => 1).intrinsicAll, intrinsicKeys.join()]')),
  'an accessor with a setter': (vm) => {
    const seen = [];
    during(Object.prototype, { intrinsicSet: { set(value) { seen.push(value); }, get: () => 'got', configurable: true } },
      () => here(vm, 'var intrinsicObject = {}; intrinsicObject.intrinsicSet = 5; 0'));
    return seen;
  },
  'a read-only property': (vm) =>
    during(Object.prototype, { intrinsicFixed: { value: 1, configurable: true } }, () => [
      here(vm, 'var intrinsicO = {}; intrinsicO.intrinsicFixed = 2; [intrinsicO.intrinsicFixed, Object.keys(intrinsicO).length]'),
      thrown(() => here(vm, "'use strict'; ({}).intrinsicFixed = 2")) instanceof TypeError,
    ]),
  'symbols': (vm) =>
    during(Number.prototype, {}, () => {
      Number.prototype[Symbol.iterator] = function* () { for (let i = 0; i < this; i++) yield i; };
      try {
        return here(vm, '[...3]');
      } finally {
        delete Number.prototype[Symbol.iterator];
      }
    }),
  'a static': (vm) => during(Math, { random: method(() => 0.5) }, () => here(vm, 'Math.random()')),
  'JSON': (vm) => during(JSON, { stringify: method(() => 'mine') }, () => here(vm, 'JSON.stringify({})')),
  'Symbol.hasInstance of a class': (vm) =>
    during(Array, {}, () => {
      Object.defineProperty(Array, Symbol.hasInstance, { value: () => true, configurable: true });
      try {
        return here(vm, '1 instanceof Array');
      } finally {
        delete Array[Symbol.hasInstance];
      }
    }),
  'the iterator of arrays': (vm) => {
    const { value } = Object.getOwnPropertyDescriptor(Array.prototype, Symbol.iterator);
    let calls = 0;
    const spread = here(vm, '((a) => { let n = 0; for (const x of [1, 2, 3]) n += x; return n })');
    Array.prototype[Symbol.iterator] = function () { calls++; return Reflect.apply(value, this, []); };
    try {
      return [spread(), calls];
    } finally {
      Array.prototype[Symbol.iterator] = value;
    }
  },
  'Promise.prototype.then': async (vm) => {
    const { then } = Promise.prototype;
    let calls = 0;
    Promise.prototype.then = function (...values) { calls++; return Reflect.apply(then, this, values); };
    try {
      here(vm, 'new Promise((resolve) => resolve(1)).then((x) => x)');
    } finally {
      Promise.prototype.then = then;
    }
    return [calls, await here(vm, 'Promise.resolve(7).then((x) => x + 1)')];
  },
  'the class of a global': (vm) => {
    const { Promise: before } = globalThis;
    globalThis.Promise = class Bluebird {};
    try {
      return [here(vm, 'Promise.name'), here(vm, '(async () => 1)()') instanceof before, here(vm, 'Promise') === globalThis.Promise];
    } finally {
      globalThis.Promise = before;
    }
  },
  'Error.stackTraceLimit': (vm) => {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 1;
    try {
      return [here(vm, 'Error.stackTraceLimit'), here(vm, 'function deepIntrinsic() { return new Error("m").stack } deepIntrinsic()', 'file.js')];
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  },
  'Error.prepareStackTrace': (vm) => {
    Error.prepareStackTrace = (error, sites) => `${error.message} at ${sites[0].getFunctionName()} ${sites[0].getFileName()}:${sites[0].getLineNumber()}`;
    try {
      return here(vm, '\nfunction preparedIntrinsic() {\n return new Error("m").stack }\npreparedIntrinsic()', 'prepared.js');
    } finally {
      delete Error.prepareStackTrace;
    }
  },
});

differential('the code changes', {
  'adds a method': (vm) => {
    here(vm, 'Array.prototype.intrinsicLast = function () { return this[this.length - 1] }; 0');
    try {
      return [[1, 2].intrinsicLast(), here(vm, '[3, 4].intrinsicLast()'), Object.keys(Array.prototype), delete Array.prototype.intrinsicLast, here(vm, 'typeof [].intrinsicLast')];
    } finally {
      delete Array.prototype.intrinsicLast;
    }
  },
  'replaces a method and puts it back': (vm) => {
    const before = Array.prototype.concat;
    const during = here(vm, '(() => { const before = Array.prototype.concat; Array.prototype.concat = function () { return "mine" }; return [[].concat(1), () => { Array.prototype.concat = before }] })()');
    const inHost = [].concat(2);
    during[1]();
    return [during[0], inHost, [].concat(3), here(vm, '[].concat(4)'), Array.prototype.concat === before];
  },
  'replaces a method that looks at a slot and puts it back': (vm) => {
    const before = Map.prototype.has;
    const putBack = here(vm, '(() => { const before = Map.prototype.has; Map.prototype.has = () => "mine"; return () => { Map.prototype.has = before } })()');
    const replaced = new Map().has(1);
    putBack();
    return [replaced, new Map([[1, 2]]).has(1), here(vm, 'new Map([[1, 2]]).has(1)'), Map.prototype.has === before];
  },
  'defines a getter': (vm) => {
    here(vm, 'Object.defineProperty(String.prototype, "intrinsicLoud", { get() { return this.toUpperCase() }, configurable: true }); 0');
    try {
      return ['a'.intrinsicLoud, here(vm, '"b".intrinsicLoud'), Object.getOwnPropertyDescriptor(String.prototype, 'intrinsicLoud').enumerable];
    } finally {
      delete String.prototype.intrinsicLoud;
    }
  },
  'deletes': (vm) => {
    const before = Object.getOwnPropertyDescriptor(Array.prototype, 'copyWithin');
    try {
      return [here(vm, 'delete Array.prototype.copyWithin'), [].copyWithin, here(vm, '[].copyWithin')];
    } finally {
      Object.defineProperty(Array.prototype, 'copyWithin', before);
    }
  },
  'a polyfill that looks first': (vm) => {
    here(vm, `
      if (!Array.prototype.at) throw new Error('at is missing');
      if (!Array.prototype.intrinsicUnique) {
        Object.defineProperty(Array.prototype, 'intrinsicUnique', {
          configurable: true, writable: true, value: function unique() { return [...new Set(this)]; },
        });
      }
      0
    `);
    try {
      return [[1, 1, 2].intrinsicUnique(), here(vm, '[3, 3].intrinsicUnique()'), Array.prototype.intrinsicUnique.name, 'intrinsicUnique' in []];
    } finally {
      delete Array.prototype.intrinsicUnique;
    }
  },
  'a static': (vm) => {
    here(vm, 'Object.intrinsicStatic = () => 1; 0');
    try {
      return [Object.intrinsicStatic(), here(vm, 'Object.hasOwn(Object, "intrinsicStatic")')];
    } finally {
      delete Object.intrinsicStatic;
    }
  },
  'a class that extends a patched one': (vm) => {
    here(vm, 'Map.prototype.intrinsicCount = function () { return this.size }; 0');
    try {
      return [new (here(vm, '(class extends Map {})'))([[1, 2]]).intrinsicCount(), new Map().intrinsicCount()];
    } finally {
      delete Map.prototype.intrinsicCount;
    }
  },
  'another context is not concerned': (vm) => {
    here(vm, 'Array.prototype.intrinsicHere = 1; 0');
    try {
      return [vm.runInNewContext('[].intrinsicHere'), [].intrinsicHere];
    } finally {
      delete Array.prototype.intrinsicHere;
    }
  },
  'keys and descriptors': (vm) => here(vm, `[
    Reflect.ownKeys(Array.prototype).map(String).join(), Object.getOwnPropertyNames(Math).join(),
    JSON.stringify(Object.getOwnPropertyDescriptor(Array.prototype, 'length')),
    JSON.stringify(Object.getOwnPropertyDescriptor(Math, 'PI')),
    Object.getOwnPropertyDescriptor(Map.prototype, 'size').get.name,
    Object.isExtensible(Array.prototype), Object.isFrozen(Math),
  ]`),
});
