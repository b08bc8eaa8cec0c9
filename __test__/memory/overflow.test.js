'use strict';

// What recurses in the engine without a look at its stack ends the run, not the process.

const assert = require('node:assert');
const { spawnSync } = require('node:child_process');
const { test } = require('node:test');

const rvm = JSON.stringify(require.resolve('../../index.js'));

const programs = {
  'parsing JSON': "JSON.parse('['.repeat(5e6) + ']'.repeat(5e6))",
  'a sum': "eval('1' + '+1'.repeat(1e6))",
  'groups of a regular expression': "new RegExp('('.repeat(2e5) + ')'.repeat(2e5))",
  'functions in functions': "eval('(function(){'.repeat(2e4) + '})'.repeat(2e4))",
  'a conditional': "eval('1?'.repeat(3e5) + '1' + ':1'.repeat(3e5))",
  'templates': 'eval("`${".repeat(1e5) + "1" + "}`".repeat(1e5))',
  'arrows': "eval('a=>'.repeat(1e5) + '1')",
  'else if': "eval('if(0){}else '.repeat(1e5) + '{}')",
};

test('the process and other contexts go on, and Node finds its own faults', () => {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, ['-e', `
    const vm = require(${rvm});
    const bystander = vm.createContext({ n: 0 });
    for (const [name, code] of Object.entries(${JSON.stringify(programs)})) {
      const context = vm.createContext({});
      let code1, code2;
      try { vm.runInContext(code, context) } catch (error) { code1 = error.code ?? error.name }
      try { vm.runInContext('1', context) } catch (error) { code2 = error.code }
      // A context that was left in the middle says so from then on.
      if (code1 === 'ERR_VM_ENGINE_FAULT' ? code2 !== code1 : code2 !== undefined) console.log(name, code1, code2);
      if (vm.runInContext('++n', bystander) === 0) console.log(name);
    }
    // A fault of WebAssembly is handled by Node's own handler.
    const bytes = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 127, 3, 2, 1, 0, 5, 3, 1, 0, 1, 7, 5,
      1, 1, 102, 0, 0, 10, 12, 1, 10, 0, 65, 240, 255, 255, 0, 40, 2, 0, 11]);
    try {
      new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports.f();
    } catch (error) {
      console.log(error.name, vm.runInContext('n', bystander));
    }
  `], { encoding: 'utf8', timeout: 120_000 });
  assert.deepStrictEqual({ status, signal, stderr }, { status: 0, signal: null, stderr: '' });
  assert.strictEqual(stdout, `RuntimeError ${Object.keys(programs).length}\n`);
});
