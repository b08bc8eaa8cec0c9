'use strict';

const assert = require('node:assert');
const { execFileSync } = require('node:child_process');
const { test } = require('node:test');
const { assertSame, rvm } = require('../helpers/outcome.js');

// Node takes any data for a source that it has compiled before in this process, so each case has its own source.
let count = 0;
const newSource = () => `(function () { return ${count++} })`;

test('fields of a script', () => {
  for (const options of [{}, { produceCachedData: true }, { produceCachedData: false }]) {
    assertSame((vm) => new vm.Script(newSource(), options));
    assertSame((vm) => new vm.Script(newSource(), { ...options, cachedData: Buffer.from('damaged') }));
    assertSame((vm) => {
      const source = newSource();
      return new vm.Script(source, { ...options, cachedData: new vm.Script(source).createCachedData() });
    });
  }
});

test('fields of a function', () => {
  const fields = (compiled) =>
    Object.entries(compiled).map(([key, value]) => [key, Buffer.isBuffer(value) || value]);
  for (const options of [{}, { produceCachedData: true }, { produceCachedData: false }]) {
    assertSame((vm) => fields(vm.compileFunction(newSource(), [], options)));
    assertSame((vm) => fields(vm.compileFunction(newSource(), [], { ...options, cachedData: Buffer.from('damaged') })));
    assertSame((vm) => {
      const source = newSource();
      const { cachedData } = vm.compileFunction(source, ['a'], { produceCachedData: true });
      return fields(vm.compileFunction(source, ['b'], { ...options, cachedData }));
    });
  }
});

test('cachedData is a Buffer, and a new one each time', () => {
  const script = new rvm.Script('1', { produceCachedData: true });
  assert.ok(Buffer.isBuffer(script.cachedData));
  const first = script.createCachedData();
  assert.ok(Buffer.isBuffer(first));
  assert.deepStrictEqual(first, script.cachedData);
  assert.strictEqual(script.runInThisContext(), 1);
  assert.deepStrictEqual(script.createCachedData(), first);
  assert.notStrictEqual(script.createCachedData(), first);
  assert.notStrictEqual(script.createCachedData().buffer, first.buffer);
});

test('data is accepted in a view of any type', () => {
  const source = newSource();
  const bytes = new rvm.Script(source).createCachedData();
  const padded = new Uint8Array(bytes.length + 8);
  padded.set(bytes, 8);
  const views = [bytes, new Uint8Array(bytes), new Uint16Array(padded.buffer, 8, bytes.length / 2),
    new DataView(padded.buffer, 8)];
  for (const cachedData of views) {
    const script = new rvm.Script(source, { cachedData });
    assert.strictEqual(script.cachedDataRejected, false);
    assert.strictEqual(script.runInThisContext()(), count - 1);
  }
});

test('data of another process is accepted', () => {
  const source = newSource();
  const program = `const { Script } = require(${JSON.stringify(require.resolve('../../index.js'))});
    console.log(new Script(${JSON.stringify(source)}).createCachedData().toString('base64'));`;
  const printed = execFileSync(process.execPath, ['-e', program], { encoding: 'utf8' });
  const script = new rvm.Script(source, { cachedData: Buffer.from(printed, 'base64') });
  assert.strictEqual(script.cachedDataRejected, false);
});

test('data that does not belong to the source is rejected, and the source runs', () => {
  const rejected = (source, cachedData) => {
    const script = new rvm.Script(source, { cachedData });
    assert.strictEqual(script.runInThisContext(), rvm.runInThisContext(source));
    return script.cachedDataRejected;
  };
  const data = new rvm.Script('"a"').createCachedData();
  assert.strictEqual(rejected('"a"', data), false);
  assert.strictEqual(rejected('"b"', data), true);
  assert.strictEqual(rejected('"abc"', data), true);
  assert.strictEqual(rejected('"a"', new Uint8Array(0)), true);
  assert.strictEqual(rejected('"a"', data.subarray(1)), true);
  assert.strictEqual(rejected('"a"', data.subarray(0, -1)), true);
  assert.strictEqual(rejected('"a"', Buffer.concat([data, data])), true);
  for (let index = 0; index < data.length; index++) {
    const damaged = Buffer.from(data);
    damaged[index] ^= 1;
    assert.strictEqual(rejected('"a"', damaged), true, `byte ${index}`);
  }
  const { cachedData } = rvm.compileFunction('"a"', [], { produceCachedData: true });
  assert.strictEqual(rejected('"a"', cachedData), true);
  assert.strictEqual(rvm.compileFunction('"a"', [], { cachedData }).cachedDataRejected, false);
  assert.strictEqual(rvm.compileFunction('"a"', [], { cachedData: data }).cachedDataRejected, true);
});

test('sources that differ in a lone surrogate only', () => {
  const cachedData = new rvm.Script('"\ud800"').createCachedData();
  assert.strictEqual(new rvm.Script('"\ud800"', { cachedData }).cachedDataRejected, false);
  assert.strictEqual(new rvm.Script('"\ud801"', { cachedData }).cachedDataRejected, true);
});

test('a detached buffer', () => {
  const cachedData = new rvm.Script('1').createCachedData();
  const copy = Uint8Array.from(cachedData);
  structuredClone(copy.buffer, { transfer: [copy.buffer] });
  assertSame((vm) => new vm.Script(newSource(), { cachedData: copy }).cachedDataRejected);
});
