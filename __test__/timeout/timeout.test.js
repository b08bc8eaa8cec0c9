'use strict';

// Runs that end: the timeout of script runs, and what is left afterwards.

const { differential } = require('../helpers/differential.js');
const { attempt, heading, thrown } = require('../helpers/cases.js');

const SHORT = 30;
/** Enough for a run that does nothing, on a busy machine too. */
const AMPLE = 300;
const GENEROUS = 5000;

const timedOut =
  (code, sandbox = () => ({})) =>
  (vm) =>
    thrown(() => vm.runInContext(code, vm.createContext(sandbox()), { timeout: SHORT }));

differential('what is ended', {
  while: timedOut('while (true);'),
  for: timedOut('for (;;) {}'),
  do: timedOut('do {} while (true)'),
  'a loop with a body': timedOut('let n = 0; for (;;) { n++; if (n < 0) break }'),
  'a loop in a function': timedOut('(function f() { while (true) {} })()'),
  'a loop in an arrow in a callback': timedOut('[1].forEach(() => { for (;;); })'),
  'a loop in a getter': timedOut('({ get g() { for (;;); } }).g'),
  'a loop in a proxy trap': timedOut('new Proxy({}, { get() { for (;;); } }).x'),
  'a loop in a generator': timedOut('for (const x of (function* () { for (;;) yield 1 })());'),
  'a loop in an async function': timedOut('(async () => { for (;;); })()'),
  'a loop in a constructor': timedOut('new (class { constructor() { for (;;); } })()'),
  'a loop in toString': timedOut('`${{ toString() { for (;;); } }}`'),
  'a loop in a comparator': timedOut('[2, 1].sort(() => { for (;;); })'),
  'a loop in eval': timedOut('eval("for (;;);")'),
  'a loop in new Function': timedOut('new Function("for (;;);")()'),
  'a loop in a static block': timedOut('class A { static { for (;;); } }'),
  'a loop in a tag': timedOut('((s) => { for (;;); })`x`'),
  'endless recursion that catches': timedOut('(function f() { try { f() } catch { f() } })()'),
  'mutual recursion through builtins': timedOut(
    'const f = () => [1].map(g), g = () => { for (;;) [1].map(() => 1) }; f()',
  ),
  'growing strings': timedOut('let s = ""; for (;;) { s = "x"; }'),
  'a long builtin': timedOut('const a = Array(1e4).fill(0); for (;;) a.map((x) => x).sort()'),
  'a regular expression that backtracks': timedOut('/^(a+)+$/.test("a".repeat(60) + "b")'),
  'an endless iterator given to a builtin': timedOut('new Set((function* () { for (;;) yield 1 })())'),
  'a host function called for ever': timedOut('for (;;) f()', () => ({ f() {} })),
  'a host property read for ever': timedOut('for (;;) o.x', () => ({ o: { x: 1 } })),
  'a host function that loops': timedOut('f()', () => ({
    f() {
      for (;;);
    },
  })),
  'a host function that loops in a callback of the guest': timedOut('[1].forEach(f)', () => ({
    f() {
      for (;;);
    },
  })),
  'a guest callback of a host function': timedOut('f(() => { for (;;); })', () => ({ f: (g) => g() })),
  'a guest callback of a host builtin': timedOut('f((x) => { for (;;); })', () => ({ f: (g) => [1].map(g) })),
  'Atomics.wait': timedOut('Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)'),
});

differential('what cannot stop it', {
  catch: (vm) => {
    const sandbox = vm.createContext({ caught: 0 });
    const { threw } = attempt(() =>
      vm.runInContext('for (;;) try { for (;;); } catch (e) { caught++ }', sandbox, { timeout: SHORT }),
    );
    return [threw.code, sandbox.caught];
  },
  finally: (vm) => {
    const sandbox = vm.createContext({ ran: 0 });
    const { threw } = attempt(() =>
      vm.runInContext('try { for (;;); } finally { ran++ }', sandbox, { timeout: SHORT }),
    );
    return [threw.code, sandbox.ran];
  },
  'catch and finally of the host': (vm) => {
    const log = [];
    const sandbox = vm.createContext({
      f(g) {
        try {
          g();
        } catch {
          log.push('caught');
        } finally {
          log.push('finally');
        }
        log.push('after');
      },
    });
    const { threw } = attempt(() => vm.runInContext('f(() => { for (;;); })', sandbox, { timeout: SHORT }));
    return [threw.code, log];
  },
  'a finally that loops': timedOut('try { for (;;); } finally { for (;;); }'),
  'a generator that catches': timedOut(
    'const g = (function* () { for (;;) try { yield } catch {} finally { for (;;); } })(); for (;;) { g.next(); g.return() }',
  ),
  'a promise handler': timedOut('Promise.resolve().then(() => 1); for (;;);'),
});

differential('the error', {
  'of runInContext': (vm) => {
    const sandbox = vm.createContext();
    const error = thrown(() => vm.runInContext('for (;;);', sandbox, { timeout: SHORT }));
    return [
      error,
      error instanceof Error,
      error instanceof vm.runInContext('Error', sandbox),
      error.constructor.name,
      Object.keys(error),
    ];
  },
  'of runInNewContext': (vm) => thrown(() => vm.runInNewContext('for (;;);', {}, { timeout: SHORT })),
  'of runInThisContext': (vm) => {
    const error = thrown(() => vm.runInThisContext('for (;;);', { timeout: SHORT }));
    return [error, error instanceof Error];
  },
  'of script.runInContext': (vm) =>
    thrown(() => new vm.Script('for (;;);').runInContext(vm.createContext(), { timeout: SHORT })),
  'of script.runInNewContext': (vm) => thrown(() => new vm.Script('for (;;);').runInNewContext({}, { timeout: SHORT })),
  'of script.runInThisContext': (vm) => thrown(() => new vm.Script('for (;;);').runInThisContext({ timeout: SHORT })),
  'tells the milliseconds': (vm) =>
    [20, 35].map((timeout) => thrown(() => vm.runInNewContext('for (;;);', {}, { timeout })).message),
  'is not decorated': (vm) =>
    heading(thrown(() => vm.runInNewContext('\nfor (;;);', {}, { timeout: SHORT, filename: 'f.vm' }))),
  'has no guest frames': (vm) =>
    thrown(() =>
      vm.runInNewContext('function f() { for (;;); } f()', {}, { timeout: SHORT, filename: 'f.vm' }),
    ).stack.includes('f.vm'),
  'attributes of code': (vm) =>
    Object.getOwnPropertyDescriptor(
      thrown(() => vm.runInNewContext('for (;;);', {}, { timeout: SHORT })),
      'code',
    ),
});

differential('afterwards', {
  'the context goes on, with what was done': (vm) => {
    const sandbox = vm.createContext({ n: 0 });
    attempt(() => vm.runInContext('var before = 1; let lexical = 2; for (;;) n++', sandbox, { timeout: SHORT }));
    return [sandbox.n > 0, vm.runInContext('[before, lexical, n > 0, 1 + 1]', sandbox)];
  },
  'functions of the context can be called': (vm) => {
    const sandbox = vm.createContext();
    vm.runInContext('function ok() { return "ok" } function loop() { for (;;); }', sandbox);
    attempt(() => vm.runInContext('loop()', sandbox, { timeout: SHORT }));
    return sandbox.ok();
  },
  'the same script again': (vm) => {
    const script = new vm.Script('if (stop) "stopped"; else for (;;);');
    const sandbox = vm.createContext({ stop: false });
    const { threw } = attempt(() => script.runInContext(sandbox, { timeout: SHORT }));
    sandbox.stop = true;
    return [threw.code, script.runInContext(sandbox, { timeout: GENEROUS })];
  },
  'three times in a row': (vm) => {
    const sandbox = vm.createContext();
    return [1, 2, 3].map(() => attempt(() => vm.runInContext('for (;;);', sandbox, { timeout: SHORT })).threw.code);
  },
  'other contexts': (vm) => {
    const other = vm.createContext({ x: 1 });
    attempt(() => vm.runInNewContext('for (;;);', {}, { timeout: SHORT }));
    return vm.runInContext('x', other);
  },
  'promise jobs of the host': async (vm) => {
    const log = [];
    Promise.resolve().then(() => log.push('job'));
    attempt(() => vm.runInNewContext('for (;;);', {}, { timeout: SHORT }));
    await null;
    return log;
  },
  'the host is not ended later': async (vm) => {
    attempt(() => vm.runInNewContext('for (;;);', {}, { timeout: SHORT }));
    const value = vm.runInNewContext('1', {}, { timeout: AMPLE });
    await new Promise((resolve) => {
      setTimeout(resolve, AMPLE + SHORT);
    });
    let n = 0;
    for (let i = 0; i < 1e6; i++) n += i;
    return [value, n];
  },
});

differential('what is not ended', {
  'a run that is quick enough': (vm) => vm.runInNewContext('1 + 1', {}, { timeout: GENEROUS }),
  'an error within the time': (vm) =>
    attempt(() => vm.runInNewContext('throw new TypeError("m")', {}, { timeout: GENEROUS })),
  'a SyntaxError': (vm) => attempt(() => vm.runInNewContext('b c', {}, { timeout: GENEROUS })),
  'a function called later': (vm) => {
    const f = vm.runInNewContext(
      '() => { const end = Date.now() + 400; while (Date.now() < end); return "done" }',
      {},
      { timeout: AMPLE },
    );
    return f();
  },
  'promise jobs of the default mode': async (vm) => {
    const sandbox = { log: [] };
    vm.runInNewContext(
      'Promise.resolve().then(() => { const end = Date.now() + 400; while (Date.now() < end); log.push("done") }); 0',
      sandbox,
      { timeout: AMPLE },
    );
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    return sandbox.log;
  },
  'a run without the option': (vm) =>
    vm.runInNewContext('const end = Date.now() + 400; while (Date.now() < end); "done"'),
  'a large number of quick runs': (vm) => {
    const script = new vm.Script('n + 1');
    const sandbox = vm.createContext({ n: 1 });
    let sum = 0;
    for (let i = 0; i < 200; i++) sum += script.runInContext(sandbox, { timeout: GENEROUS });
    return sum;
  },
});
