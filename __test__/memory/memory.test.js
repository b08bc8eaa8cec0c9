'use strict';

// A guest that allocates without end is stopped; the host and its other contexts go on.

const assert = require('node:assert');
const { spawnSync } = require('node:child_process');
const { test } = require('node:test');

const rvm = JSON.stringify(require.resolve('../../index.js'));

/** Runs a program in a process whose guests may have 64 MiB. */
function run(program, limit = '64') {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, ['-e', `const vm = require(${rvm});${program}`], {
    env: { ...process.env, RVM_MEMORY_LIMIT: limit },
    encoding: 'utf8',
    timeout: 120_000,
  });
  assert.deepStrictEqual({ status, signal, stderr }, { status: 0, signal: null, stderr: '' });
  return stdout;
}

const hogs = {
  'arrays of arrays': 'const all = []; for (;;) all.push([1, 2, 3, [4]])',
  'one array': 'const all = []; for (;;) all.push(1.5)',
  strings: 'let text = "ab"; for (;;) text += text + "x"',
  'many strings': 'const all = []; for (let i = 0;; i++) all.push("text number " + i)',
  maps: 'const all = new Map(); for (let i = 0;; i++) all.set({}, i)',
  sets: 'const all = new Set(); for (let i = 0;; i++) all.add(i)',
  'typed arrays': 'const all = []; for (;;) all.push(new Uint8Array(1 << 20))',
  'array buffers that keep little': 'const all = []; for (;;) all.push(new ArrayBuffer(64))',
  closures: 'let f = () => 0; for (;;) { const g = f; f = () => g }',
  classes: 'const all = []; for (;;) all.push(class { method() {} })',
  'regular expressions': 'const all = []; for (let i = 0;; i++) all.push(new RegExp("(a|b)*" + i))',
  properties: 'const o = {}; for (let i = 0;; i++) o["key" + i] = i',
  globals: 'for (let i = 0;; i++) globalThis["key" + i] = [i]',
  bigints: 'let n = 3n; const all = []; for (;;) { n = n * n; all.push(n) }',
  symbols: 'const all = []; for (;;) all.push(Symbol("s".repeat(100)))',
  promises: 'const all = []; for (;;) all.push(new Promise(() => {}))',
  generators: 'const all = []; for (;;) all.push((function* () { yield 1 })())',
  errors: 'const all = []; for (;;) all.push(new Error("text"))',
  'a list that doubles': 'let all = [1]; for (;;) all = all.concat(all)',
  'split and join': 'let text = "a,b"; for (;;) text = text.split(",").concat(text.split(",")).join(",")',
  'code of eval': 'const all = []; for (let i = 0;; i++) all.push(eval("(function () { return " + i + " })"))',
  'a catch around it': 'const all = []; for (;;) try { for (;;) all.push([]) } catch {} finally { continue }',
  'a deep recursion': 'const all = []; (function f() { all.push(new Array(100).fill(0)); try { f() } catch {} f() })()',
  'a native callback': 'const all = []; [1].forEach(function f() { for (;;) all.push([]) })',
  JSON: 'let text = "[1]"; for (;;) text = JSON.stringify([JSON.parse(text), JSON.parse(text)])',
};

test('every hog is stopped, one after the other in one process', () => {
  const report = JSON.parse(run(`
    const hogs = ${JSON.stringify(hogs)};
    const report = {};
    const bystander = vm.createContext({ n: 0 });
    for (const [name, code] of Object.entries(hogs)) {
      try {
        vm.runInContext(code, vm.createContext({}), { timeout: 60000 });
      } catch (error) {
        report[name] = [error.code ?? error.message, vm.runInContext('++n', bystander)];
      }
    }
    console.log(JSON.stringify(report));
  `));
  let count = 0;
  for (const name of Object.keys(hogs)) {
    count++;
    const [code, bystander] = report[name];
    assert.ok(['ERR_VM_OUT_OF_MEMORY', 'Maximum BigInt size exceeded', 'Invalid string length'].includes(code), `${name}: ${code}`);
    assert.strictEqual(bystander, count, name);
  }
});

test('the error, and the context afterwards', () => {
  assert.strictEqual(run(`
    const context = vm.createContext({});
    let seen;
    try {
      vm.runInContext('var all = []; for (;;) all.push([])', context);
    } catch (error) { seen = error }
    console.log(seen instanceof Error, seen.name, seen.code, seen.message);
    console.log(vm.runInContext('typeof all', context));
    console.log(vm.runInContext('all = null; 1 + 1', context));
  `), [
    'true Error ERR_VM_OUT_OF_MEMORY Script execution was stopped: JavaScript heap out of memory',
    'object', '2', '',
  ].join('\n'));
});

// Labels in a row take memory that grows with the square of their number, and nothing looks meanwhile whether the run is
// to stop: it is left where it is, in the allocator.
test('what cannot be stopped otherwise breaks its context, and no other', () => {
  assert.strictEqual(run(`
    const report = (context, code) => {
      try { console.log(vm.runInContext(code, context)) } catch (error) { console.log(error.code) }
    };
    const context = vm.createContext({ labels: Array.from({ length: 6e4 }, (_, index) => 'l' + index + ':').join('') });
    const other = vm.createContext({ inner: () => report(context, 'eval(labels + 1)') });
    report(other, 'inner(); 1 + 1');
    report(context, '1 + 1');
    report(vm.createContext({}), '1 + 2');
  `), 'ERR_VM_OUT_OF_MEMORY\n2\nERR_VM_ENGINE_FAULT\n3\n');
});

test('garbage is not counted', () => {
  assert.strictEqual(run(`
    console.log(vm.runInNewContext('let n = 0; for (let i = 0; i < 300; i++) n += new Uint8Array(1 << 20).length; n >> 20'));
    console.log(vm.runInNewContext('let n = 0; for (let i = 0; i < 300000; i++) n += [i, [i]].length; n'));
  `), '300\n600000\n');
});

test('contexts that nobody holds make room', () => {
  assert.strictEqual(run(`
    for (let i = 0; i < 40; i++) vm.runInNewContext('var all = []; for (let i = 0; i < 8; i++) all.push(new Uint8Array(1 << 20)); 0');
    console.log('done');
  `), 'done\n');
});

test('what the inner run takes ends the inner run', () => {
  assert.strictEqual(run(`
    const inner = () => { try { vm.runInNewContext('const all = []; for (;;) all.push([])') } catch (error) { return error.code } };
    console.log(vm.runInNewContext('const seen = [inner(), inner()]; seen.join()', { inner }));
  `), 'ERR_VM_OUT_OF_MEMORY,ERR_VM_OUT_OF_MEMORY\n');
});

test('in the main context and in a worker', () => {
  assert.strictEqual(run(`
    const hog = '(() => { const all = []; for (;;) all.push([]) })()';
    try { vm.runInThisContext(hog) } catch (error) { console.log(error.code) }
    const { Worker } = require('node:worker_threads');
    const code = 'const vm = require(' + ${JSON.stringify(rvm)} + '); try { vm.runInNewContext(' + JSON.stringify(hog) + ') } catch (error) { console.log(error.code) }';
    new Worker(code, { eval: true }).on('exit', (status) => console.log(status, vm.runInThisContext('[1].length')));
  `), 'ERR_VM_OUT_OF_MEMORY\nERR_VM_OUT_OF_MEMORY\n0 1\n');
});

test('buffers that are too large are refused', () => {
  assert.match(run(`
    try { vm.runInNewContext('new ArrayBuffer(1e9)') } catch (error) { console.log(error.name) }
  `), /RangeError/);
});

test('a limit that is no number is refused', () => {
  assert.throws(() => run('', 'many'), /RVM_MEMORY_LIMIT is no number of mebibytes: many/);
});
