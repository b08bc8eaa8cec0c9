'use strict';

// To which realm an error belongs: that of the host, or that of the guest.

const { differential } = require('../helpers/differential.js');
const { thrown } = require('../helpers/cases.js');

// The class of the error in the host and in the context of the sandbox.
const realmOf = (action) => (vm) => {
  const sandbox = vm.createContext({
    host() {
      null.x;
    },
    HostClass: class HostClass {},
    hostThrow(e) {
      throw e;
    },
    vm,
  });
  const error = thrown(() => action(vm, sandbox));
  const Guest = vm.runInContext(error.name, sandbox);
  return { error, host: error instanceof globalThis[error.name], guest: error instanceof Guest };
};
const inGuest = (code) => realmOf((vm, sandbox) => vm.runInContext(code, sandbox));

differential('compile errors', {
  'new Script': realmOf((vm) => new vm.Script(')')),
  runInThisContext: realmOf((vm) => vm.runInThisContext(')')),
  runInContext: realmOf((vm, sandbox) => vm.runInContext(')', sandbox)),
  compileFunction: realmOf((vm) => vm.compileFunction(')')),
  'compileFunction with parsingContext': realmOf((vm, sandbox) =>
    vm.compileFunction(')', [], { parsingContext: sandbox }),
  ),
  eval: inGuest('eval(")")'),
  Function: inGuest('new Function(")")'),
  RegExp: inGuest('new RegExp("(")'),
  redeclaration: realmOf((vm, sandbox) => {
    vm.runInContext('let a', sandbox);
    vm.runInContext('let a', sandbox);
  }),
  'runInNewContext is of the new context': (vm) => {
    const error = thrown(() => vm.runInNewContext(')'));
    return [error, error instanceof SyntaxError];
  },
});

differential('errors of the engine', {
  'property of null': inGuest('null.x'),
  'missing name': inGuest('nope'),
  'not a function': inGuest('5()'),
  'a host value that is not a function': inGuest('HostClass.nope()'),
  'a host function that is not a constructor': inGuest('new hostThrow.nope'),
  'stack overflow': inGuest('(function f() { f() })()'),
  'array length': inGuest('new Array(-1)'),
  JSON: inGuest('JSON.parse("{")'),
  URIError: inGuest('decodeURIComponent("%")'),
  constant: inGuest('const c = 1; c = 2'),
  'strict write': inGuest('"use strict"; nope = 1'),
});

differential('errors of the other side', {
  'a host function fails': inGuest('host()'),
  'a host class without new': inGuest('HostClass()'),
  'a guest class without new, called by the host': realmOf((vm, sandbox) => vm.runInContext('(class A {})', sandbox)()),
  'a guest function fails in the host': realmOf((vm, sandbox) => vm.runInContext('() => null.x', sandbox)()),
  'a guest getter fails in the host': realmOf(
    (vm, sandbox) => vm.runInContext('({ get g() { return null.x } })', sandbox).g,
  ),
  'a guest error thrown by the host': inGuest('hostThrow(new TypeError("m"))'),
  'a guest builtin called by the host': realmOf((vm, sandbox) =>
    vm.runInContext('Map.prototype.get', sandbox).call({}),
  ),
  'a host builtin called by the guest': realmOf((vm, sandbox) => {
    sandbox.get = Map.prototype.get;
    vm.runInContext('get.call({})', sandbox);
  }),
  'validation by vm in the host': realmOf((vm) => vm.createContext(5)),
  'validation by vm called by the guest': inGuest('vm.createContext(5)'),
  'a host API fails': realmOf((vm, sandbox) => {
    sandbox.join = require('node:path').join;
    vm.runInContext('join(5)', sandbox);
  }),
});

differential('prototypes of guest errors', {
  chain: (vm) => {
    const sandbox = vm.createContext();
    const error = thrown(() => vm.runInContext('null.x', sandbox));
    const P = Object.getPrototypeOf(error);
    return [
      P === vm.runInContext('TypeError.prototype', sandbox),
      Object.getPrototypeOf(P) === vm.runInContext('Error.prototype', sandbox),
      error.constructor.name,
    ];
  },
  'own keys of an error': (vm) => Reflect.ownKeys(vm.runInNewContext('new Error("m")')).map(String),
  'own keys with a cause': (vm) => Reflect.ownKeys(vm.runInNewContext('new Error("m", { cause: 1 })')).map(String),
  'own keys without a message': (vm) => Reflect.ownKeys(vm.runInNewContext('new Error()')).map(String),
  'own keys of an aggregate': (vm) => Reflect.ownKeys(vm.runInNewContext('new AggregateError([], "m")')).map(String),
  'attributes of message and cause': (vm) => {
    const error = vm.runInNewContext('new Error("m", { cause: 1 })');
    return [
      Object.getOwnPropertyDescriptor(error, 'message'),
      Object.getOwnPropertyDescriptor(error, 'cause'),
      Object.getOwnPropertyDescriptor(error, 'stack').enumerable,
    ];
  },
});
