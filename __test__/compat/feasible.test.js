'use strict';

// Of Node's tests that need V8 itself (expected.json), what can be had without it.

const assert = require('node:assert');
const { Session } = require('node:inspector');
const { test } = require('node:test');
const { inspect } = require('node:util');
const v8 = require('node:v8');
const rvm = require('../../index.js');
const { attempt, child, run } = require('../helpers/cases.js');
const { differential } = require('../helpers/differential.js');

const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
const FILES = [undefined, 'http://example.com', 'file:///foo.js', 'foo.js', '[eval]', '%.js', '/foo.js', '/%%%.js'];

differential('V8 alone', {
  // test-v8-flags: without its flag the syntax is refused in the same words.
  'natives syntax is refused': (vm) => attempt(() => vm.runInThisContext('%IsSmi(45)')),
  // test-vm-syntax-error-stderr, which does not load vm itself.
  'a certificate is no script': (vm) => child(vm, `new vm.Script(${JSON.stringify(PEM)}, { filename: 'cert.crt' })`),
  // test-inspector-resource-name-to-url: the names of scripts as far as stacks tell them.
  'names of scripts': (vm) =>
    FILES.map((filename) => new vm.Script('new Error("m").stack', { filename }).runInThisContext().split('\n')[1]),
  // test-inspector-contexts, -scriptparsed-context: the options are taken, and code runs past a breakpoint.
  // test-util-inspect: buffers of a context; own properties of theirs are not told.
  'buffers are shown': (vm) => {
    const [buffer, view] = vm.runInNewContext('const buffer = new ArrayBuffer(4); [buffer, new DataView(buffer, 1, 2)]');
    return [inspect(buffer), inspect(view), inspect(new DataView(buffer, 1, 2)), inspect(buffer, { showHidden: true })];
  },
  // test-buffer-constructor-outside-node-modules: the warning comes, though its stack does not tell the guest's file.
  'a deprecated function of the host warns': (vm) => child(vm, `
    process.removeAllListeners('warning');
    process.on('warning', ({ name, code, message }) => console.log(name, code, message));
    vm.runInNewContext('new Buffer(10)', { Buffer }, { filename: '/somewhere/else.js' });`),
  'names and origins of contexts': (vm) => [
    vm.runInNewContext('1 + 1', {}, { contextName: 'Custom context', contextOrigin: 'https://origin.example' }),
    vm.isContext(vm.createContext({}, { name: 'Custom context 2', origin: 'https://nodejs.org' })),
    run(vm, 'debugger; 3'),
  ],
});

test('code of guests runs under an inspector', () => {
  const session = new Session();
  session.connect();
  try {
    session.post('Runtime.enable', assert.ifError);
    session.post('Debugger.enable', assert.ifError);
    assert.strictEqual(rvm.runInNewContext('debugger; [1, 2].map((n) => n * k).join()', { k: 2 }), '2,4');
  } finally {
    session.disconnect();
  }
});

// test-heapdump-env
test('a heap snapshot can be taken while there are guests', async () => {
  const context = rvm.createContext({ callback: (value) => value });
  const guest = rvm.runInContext('({ date: new Date(0), list: [callback] })', context);
  const chunks = [];
  for await (const chunk of v8.getHeapSnapshot()) chunks.push(chunk);
  assert.ok(JSON.parse(Buffer.concat(chunks)).snapshot.node_count > 0);
  assert.strictEqual(guest.list[0](5), 5);
});
