'use strict';

// Typed arrays and array buffers of the guest: the host's APIs take them, and memory is shared.

const crypto = require('node:crypto');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { types } = require('node:util');
const { differential } = require('../helpers/differential.js');
const { run } = require('../helpers/cases.js');

differential('bytes', {
  'Buffer.from(typed array) copies': (vm) => {
    const u = run(vm, 'new Uint8Array([1, 2, 255])');
    const b = Buffer.from(u);
    b[0] = 9;
    return [
      b.toString('hex'),
      u[0],
      Buffer.isBuffer(b),
      Buffer.concat([u, u]).length,
      Buffer.compare(Buffer.from([1, 2, 255]), u),
      Buffer.byteLength(u),
    ];
  },
  'Buffer.from(array buffer) shares': (vm) => {
    const sandbox = vm.createContext();
    const buffer = vm.runInContext('var b = new ArrayBuffer(4); b', sandbox);
    const view = Buffer.from(buffer, 1, 2);
    view[0] = 7;
    vm.runInContext('new Uint8Array(b)[2] = 8', sandbox);
    return [vm.runInContext('new Uint8Array(b).join()', sandbox), view.toString('hex')];
  },
  'typed arrays share memory': (vm) => {
    const sandbox = vm.createContext();
    const u = vm.runInContext('var u = new Uint16Array([1, 2, 3]); u', sandbox);
    u[0] = 500;
    u.set([7], 2);
    const first = vm.runInContext('u.join()', sandbox);
    vm.runInContext('u[1] = 65535; new Uint8Array(u.buffer)[0] = 1', sandbox);
    return [first, [...u], u.byteLength, u.buffer.byteLength, u.buffer === u.buffer, u.BYTES_PER_ELEMENT];
  },
  'the prototype of a typed array': (vm) => {
    const u = run(vm, 'new Uint8Array(2)');
    return [
      u instanceof Uint8Array,
      Object.getPrototypeOf(u) === Uint8Array.prototype,
      ArrayBuffer.isView(u),
      u.constructor.name,
      Object.prototype.toString.call(u.buffer),
      u.buffer instanceof ArrayBuffer,
    ];
  },
  'host views on a guest buffer': (vm) => {
    const sandbox = vm.createContext();
    const b = vm.runInContext('var b = new ArrayBuffer(8); b', sandbox);
    new DataView(b).setFloat64(0, 0.5);
    new Uint8Array(b, 7, 1)[0] = 1;
    return [
      vm.runInContext('new DataView(b).getUint8(0) + "," + new Uint8Array(b)[7]', sandbox),
      b.byteLength,
      b.slice(0, 2).byteLength,
    ];
  },
  'typed array methods': (vm) => {
    const u = run(vm, 'new Int32Array([3, 1, 2])');
    return [
      u.subarray(1).join(),
      u.slice(1).join(),
      u.sort().join(),
      u.map((n) => n * 2).join(),
      [...u.entries()].join(';'),
      u.at(-1),
      Uint8Array.from(u).join(),
      new Uint8Array(u).join(),
      u.indexOf(2),
      u.fill(5, 1).join(),
      Int32Array.prototype.join.call(u, '+'),
      u.toString(),
    ];
  },
  'out of range and odd indexes': (vm) => {
    const u = run(vm, 'new Uint8Array([1])');
    u[5] = 1;
    u[-1] = 2;
    u['1.5'] = 3;
    u[0] = 300;
    return [u[5], u[-1], u[0], u.length, Object.keys(u), 5 in u];
  },
  'data views': (vm) => {
    const v = run(vm, 'new DataView(new Uint8Array([1, 2, 3, 4]).buffer, 1, 2)');
    v.setInt8(0, -1);
    return [
      v.getUint8(0),
      v.getUint16(0),
      v.byteOffset,
      v.byteLength,
      DataView.prototype.getInt8.call(v, 1),
      v.buffer.byteLength,
    ];
  },
  'TextDecoder, TextEncoder, crypto': (vm) => {
    const u = run(vm, 'new Uint8Array([104, 105, 0, 0, 0, 0])');
    const wrote = new TextEncoder().encodeInto('yo', u.subarray(2));
    const random = run(vm, 'new Uint8Array(32)');
    return [
      new TextDecoder().decode(u.subarray(0, 2)),
      wrote,
      new TextDecoder().decode(u).replace(/\0/g, '.'),
      crypto.createHash('sha1').update(u).digest('hex'),
      crypto.getRandomValues(random) === random,
      random.some((n) => n > 0),
    ];
  },
  fs: (vm) => {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'bytes-')), 'f');
    fs.writeFileSync(file, run(vm, 'new Uint8Array([111, 107])'));
    const target = run(vm, 'new Uint8Array(2)');
    const fd = fs.openSync(file, 'r');
    const read = fs.readSync(fd, target, 0, 2, 0);
    fs.closeSync(fd);
    const text = fs.readFileSync(file, 'utf8');
    fs.rmSync(path.dirname(file), { recursive: true });
    return [text, read, [...target]];
  },
  'SharedArrayBuffer and Atomics': (vm) => {
    const sandbox = vm.createContext();
    const shared = vm.runInContext('var s = new Int32Array(new SharedArrayBuffer(8)); s', sandbox);
    Atomics.add(shared, 0, 5);
    return [
      vm.runInContext('Atomics.load(s, 0)', sandbox),
      vm.runInContext('Atomics.exchange(s, 1, 3)', sandbox),
      Atomics.load(shared, 1),
      types.isSharedArrayBuffer(shared.buffer),
    ];
  },
  'big integers': (vm) => {
    const u = run(vm, 'new BigUint64Array([2n ** 64n - 1n])');
    return [u[0], BigInt.asIntN(64, u[0]), new Uint8Array(u.buffer).join()];
  },
  'views on a buffer that the host has transferred': (vm) => {
    const sandbox = vm.createContext({ b: new Uint8Array([1, 2]) });
    vm.runInContext('var view = new Uint8Array(b.buffer)', sandbox);
    structuredClone(sandbox.b.buffer, { transfer: [sandbox.b.buffer] });
    return ['view.length', 'b.length', 'new Uint8Array(b.buffer)', 'b.fill(1)'].map((code) => {
      try {
        return vm.runInContext(code, sandbox);
      } catch ({ name, message }) {
        return `${name}: ${message}`;
      }
    });
  },
  'subarray of a host buffer made by the guest': (vm) => {
    const b = Buffer.from('hello');
    const part = run(vm, 'b.subarray(1, 3)', { b });
    part[0] = 0x41;
    return [Buffer.isBuffer(part), b.toString(), part.toString()];
  },
});
