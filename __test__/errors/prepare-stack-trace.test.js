'use strict';

// Error.prepareStackTrace, Error.stackTraceLimit and Error.captureStackTrace of the guest.

const { differential } = require('../helpers/differential.js');
const { attempt, guestStack, heading, run, thrown } = require('../helpers/cases.js');

const withHook = (hook, code, options) => (vm) =>
  run(vm, `Error.prepareStackTrace = ${hook};\n${code}`, {}, { filename: 'f.vm', ...options });

differential('prepareStackTrace', {
  'its result is the stack': withHook('(e, sites) => `prepared ${e.message}`', 'new Error("m").stack'),
  'a result that is no string': withHook(
    '(e, sites) => ({ count: typeof sites.length })',
    'JSON.stringify(new Error("m").stack)',
  ),
  'is given an array of call sites': withHook(
    '(e, sites) => [Array.isArray(sites), sites.length > 0, typeof sites[0].getLineNumber]',
    'new Error("m").stack.join()',
  ),
  'is called at the first read, once': withHook(
    '(e) => { globalThis.count = (globalThis.count || 0) + 1; return "s" }',
    'const e = new Error("m"); const before = globalThis.count; [before, e.stack, e.stack, globalThis.count].join()',
  ),
  'places of call sites': withHook(
    '(e, sites) => sites.slice(0, 3).map((s) => [s.getFileName(), s.getLineNumber(), s.getColumnNumber(), s.getFunctionName(), s.isToplevel(), s.isEval(), s.isNative(), s.isConstructor(), s.getScriptNameOrSourceURL()].join()).slice(0, 2).join(";")',
    'function named() {\n  return new Error("m")\n}\nnamed().stack',
  ),
  'call sites of methods and constructors': withHook(
    '(e, sites) => sites.slice(0, 2).map((s) => [s.getFunctionName(), s.getTypeName(), s.getMethodName(), s.isConstructor(), s.isAsync(), s.isPromiseAll()].join()).join(";")',
    'class K { constructor() { this.e = this.m() } m() { return new Error("m") } } new K().e.stack',
  ),
  'the class of call sites': withHook(
    '(e, sites) => sites[0].constructor',
    `const CallSite = new Error("m").stack;
     const flags = Object.values(Object.getOwnPropertyDescriptor(CallSite, "prototype")).slice(1).join();
     [CallSite.name, flags, typeof CallSite.prototype.getTypeName, CallSite.prototype.constructor === CallSite].join()`,
  ),
  'call sites as text': withHook(
    '(e, sites) => sites.slice(0, 2).map(String).join(";")',
    'function f() { return new Error("m") } f().stack',
  ),
  'given by an accessor': (vm) =>
    run(
      vm,
      `let asked = 0;
       Object.defineProperty(Error, 'prepareStackTrace', { get() { asked++; return (e) => 'by ' + e.message } });
       [new Error("m").stack, asked > 0].join()`,
    ),
  'an error thrown in it': (vm) =>
    attempt(() =>
      run(vm, 'Error.prepareStackTrace = () => { throw new RangeError("in the hook") }; new Error("m").stack'),
    ),
  'what is no function is ignored': (vm) =>
    guestStack({ stack: run(vm, 'Error.prepareStackTrace = 5; new Error("m").stack', {}, 'f.vm') }),
  'an escaping error is decorated with it': (vm) =>
    thrown(() => run(vm, 'Error.prepareStackTrace = (e) => `prepared ${e.message}`;\nthrow new Error("m")', {}, 'f.vm'))
      .stack,
  'is that of the guest': (vm) => {
    const sandbox = vm.createContext();
    vm.runInContext('Error.prepareStackTrace = () => "guest hook"', sandbox);
    return [vm.runInContext('new Error("m")', sandbox).stack, new Error('m').stack === 'guest hook'];
  },
  'of the host, when the guest has none': (vm) => {
    const original = Error.prepareStackTrace;
    Error.prepareStackTrace = () => 'host hook';
    try {
      return run(vm, 'new Error("m").stack');
    } finally {
      Error.prepareStackTrace = original;
    }
  },
  'set by the host on the Error of the guest': (vm) => {
    const sandbox = vm.createContext();
    vm.runInContext('Error', sandbox).prepareStackTrace = (error, sites) => `${error.message} ${Array.isArray(sites)}`;
    return vm.runInContext('new Error("m").stack', sandbox);
  },
  'for captureStackTrace': withHook(
    '(o, sites) => `for ${typeof o}`',
    'const o = {}; Error.captureStackTrace(o); o.stack',
  ),
  'the usual trick to find the caller': withHook(
    '(e, sites) => sites',
    'function caller() { return new Error().stack[1].getFunctionName() } function user() { return caller() } user()',
  ),
});

const frames = (stack) => stack.split('\n').filter((line) => line.startsWith('    at ')).length;

differential('stackTraceLimit', {
  'is 10 at first': (vm) => run(vm, 'Error.stackTraceLimit'),
  'limits the frames': (vm) =>
    frames(run(vm, 'Error.stackTraceLimit = 2; (function r(n) { return n ? r(n - 1) : new Error("m") })(8).stack')),
  'by default': (vm) => frames(run(vm, '(function r(n) { return n ? r(n - 1) : new Error("m") })(30).stack')),
  raised: (vm) =>
    frames(run(vm, 'Error.stackTraceLimit = 20; (function r(n) { return n ? r(n - 1) : new Error("m") })(30).stack')),
  zero: (vm) => run(vm, 'Error.stackTraceLimit = 0; new Error("m").stack'),
  deleted: (vm) => run(vm, 'delete Error.stackTraceLimit; typeof new Error("m").stack'),
  'no number': (vm) => run(vm, 'Error.stackTraceLimit = "x"; typeof new Error("m").stack'),
  'set by the host on the Error of the guest': (vm) => {
    const sandbox = vm.createContext();
    vm.runInContext('Error', sandbox).stackTraceLimit = 1;
    return [
      frames(vm.runInContext('(function f() { return new Error("m") })().stack', sandbox)),
      vm.runInContext('Error.stackTraceLimit', sandbox),
    ];
  },
  'of the host does not count': (vm) => {
    const original = Error.stackTraceLimit;
    Error.stackTraceLimit = 1;
    try {
      return frames(run(vm, '(function r(n) { return n ? r(n - 1) : new Error("m") })(30).stack'));
    } finally {
      Error.stackTraceLimit = original;
    }
  },
});

differential('captureStackTrace', {
  'gives a hidden string': (vm) =>
    run(
      vm,
      'const o = { a: 1 }; Error.captureStackTrace(o); [typeof o.stack, Object.keys(o).join(), o.hasOwnProperty("stack"), o.stack.split("\\n")[0]].join()',
    ),
  'uses name and message': (vm) =>
    run(vm, 'const o = { name: "Named", message: "text" }; Error.captureStackTrace(o); o.stack.split("\\n")[0]'),
  'in the constructor of an error': (vm) =>
    heading(
      run(
        vm,
        'class Mine extends Error { constructor(m) { super(m); Error.captureStackTrace(this, Mine) } } new Mine("m")',
      ),
    ),
  'hides the frames above a function': (vm) =>
    guestStack(
      run(
        vm,
        'function a() { return b() }\nfunction b() { return c() }\nfunction c() { const o = {}; Error.captureStackTrace(o, b); return o }\na()',
        {},
        'f.vm',
      ),
    ),
  'on what is no object': (vm) => attempt(() => run(vm, 'Error.captureStackTrace(5)')),
  'on a host object': (vm) => {
    const o = {};
    run(vm, 'Error.captureStackTrace(o)', { o });
    return [typeof o.stack, o.stack.split('\n')[0]];
  },
  'of the host given to the guest': (vm) =>
    run(vm, 'const o = {}; capture(o); typeof o.stack', { capture: (o) => Error.captureStackTrace(o) }),
  'returns nothing': (vm) => run(vm, 'Error.captureStackTrace({})'),
});

differential('the stack property', {
  'can be written': (vm) => run(vm, 'const e = new Error("m"); e.stack = "mine"; e.stack'),
  'is formatted at the first read': (vm) =>
    run(vm, 'const e = new Error("m"); e.name = "Changed"; e.message = "m2"; e.stack.split("\\n")[0]'),
  'does not change afterwards': (vm) =>
    run(vm, 'const e = new Error("m"); e.stack; e.message = "m2"; e.stack.split("\\n")[0]'),
  'is the same for host and guest': (vm) => {
    const sandbox = vm.createContext();
    const e = vm.runInContext('var e = new Error("m"); e', sandbox);
    return [e.stack === vm.runInContext('e.stack', sandbox), ((e.stack = 'host'), vm.runInContext('e.stack', sandbox))];
  },
  'is own and not enumerable': (vm) =>
    run(
      vm,
      'const e = new Error("m"); [e.hasOwnProperty("stack"), Object.keys(e).join(), "stack" in Error.prototype].join()',
    ),
  'of an error with a cause': (vm) => heading(run(vm, 'new Error("m", { cause: new Error("c") })')),
});
