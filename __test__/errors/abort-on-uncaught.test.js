'use strict';

// `node --abort-on-uncaught-exception` ends the process at the throw of what nobody catches, and of that only. (Node's
// vm is coarser: with it the process ends at any error that leaves a run, caught or not; and both end at a timeout.)

const assert = require('node:assert');
const { spawnSync } = require('node:child_process');
const path = require('node:path');
const { test } = require('node:test');

const INDEX = path.resolve(__dirname, '../../index.js');
const ABORTED = ['SIGABRT', 'SIGTRAP', 'SIGILL'];

function runChild(body) {
  const program = `const vm = require(${JSON.stringify(INDEX)}); ${body}; console.log('came to the end')`;
  // No core files.
  const command = ['-c', 'ulimit -c 0; exec "$@"', 'sh', process.execPath, '--abort-on-uncaught-exception', '-e', program];
  const { signal, stdout } = spawnSync('sh', command, { encoding: 'utf8', timeout: 60_000 });
  return { aborted: ABORTED.includes(signal), stdout };
}

const context = 'const c = vm.createContext({ fail() { throw new RangeError("of the host") }, log: console.log })';
const programs = {
  'a text that is refused': 'try { new vm.Script("[") } catch (error) { console.log(error.name) }',
  'an error of a guest': `${context}; try { vm.runInContext('null.x', c) } catch (error) { console.log(error.message) }`,
  'an error of the host that a guest catches': `${context}; vm.runInContext('try { fail() } catch (e) { log(e.message) }', c)`,
  'an error of the host that passes a guest':
    `${context}; try { vm.runInContext('fail()', c) } catch (error) { console.log(error.message) }`,
  'an error of a guest function': `${context}; try { vm.runInContext('() => x', c)() } catch (error) { console.log(error.name) }`,
  'nobody catches a text that is refused': 'new vm.Script("[")',
  'nobody catches an error of a guest': `${context}; vm.runInContext('null.x', c)`,
  'nobody catches an error of the host': `${context}; vm.runInContext('fail()', c)`,
};

for (const [name, body] of Object.entries(programs)) {
  const expected = name.startsWith('nobody') ? [true, false] : [false, true];
  test(name, { skip: process.platform === 'win32' }, () => {
    const { aborted, stdout } = runChild(body);
    assert.deepStrictEqual([aborted, stdout.includes('came to the end')], expected, stdout);
  });
}
