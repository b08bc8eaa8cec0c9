'use strict';

// What a process prints, and how it ends, when guest errors are caught by nobody.

const { differential } = require('../helpers/differential.js');
const { child } = require('../helpers/cases.js');

const uncaught = (source) => (vm) => child(vm, source);

differential('uncaught', {
  'an error': uncaught(`vm.runInNewContext('\\n  throw new Error("boo")', {}, 'f.vm')`),
  'an error, displayErrors: false': uncaught(
    `vm.runInNewContext('\\n  throw new Error("boo")', {}, { filename: 'f.vm', displayErrors: false })`,
  ),
  'a SyntaxError': uncaught(`vm.runInThisContext('var 5;', 'test.vm')`),
  'an error of runInThisContext': uncaught(`vm.runInThisContext('throw new Error("spooky!")', 'test.vm')`),
  'a string': uncaught(`vm.runInNewContext('\\n  throw "text"', {}, 'f.vm')`),
  null: uncaught(`vm.runInNewContext('throw null', {}, 'f.vm')`),
  'a plain object': uncaught(`vm.runInNewContext('throw { a: 1 }', {}, 'f.vm')`),
  'an error with properties': uncaught(
    `vm.runInNewContext('throw Object.assign(new Error("boo"), { code: "E_X", info: { a: 1 } })', {}, 'f.vm')`,
  ),
  'an error with a cause': uncaught(
    `vm.runInNewContext('throw new Error("outer", { cause: new TypeError("inner") })', {}, 'f.vm')`,
  ),
  'in a timer': uncaught(
    `vm.runInNewContext('setTimeout(() => {\\n  throw new Error("late")\\n}, 1)', { setTimeout }, 'f.vm')`,
  ),
  'in a host function': uncaught(
    `vm.runInNewContext('hostFail()', { hostFail() { throw new RangeError('host') } }, 'f.vm')`,
  ),
  'a rejection': uncaught(`vm.runInNewContext('Promise.reject(new Error("rejected")); 0', {}, 'f.vm')`),
  'a rejection of an async function': uncaught(
    `vm.runInNewContext('(async () => { await null; null.x })(); 0', {}, 'f.vm')`,
  ),
  'a rejection with a string': uncaught(`vm.runInNewContext('Promise.reject("reason"); 0', {}, 'f.vm')`),
});

differential('heard of by the process', {
  uncaughtException:
    uncaught(`process.on('uncaughtException', (e, origin) => console.log(e.name, e.message, origin, e instanceof Error));
    vm.runInNewContext('throw new TypeError("boo")')`),
  'uncaughtException in a timer':
    uncaught(`process.on('uncaughtException', (e, origin) => console.log(e.message, origin));
    vm.runInNewContext('setTimeout(() => nope, 1)', { setTimeout })`),
  'exit code': uncaught(`process.exitCode = 3; vm.runInNewContext('process.exitCode = 4', { process })`),
  'process.exit in the guest': uncaught(
    `vm.runInNewContext('process.exit(5)', { process }); console.log('not reached')`,
  ),
  'console.error of a decorated error': uncaught(
    `try { vm.runInNewContext('\\n throw new Error("boo")', {}, 'f.vm') } catch (e) { console.error(e) }`,
  ),
  'caught errors print nothing': uncaught(
    `for (const code of ['throw 1', 'throw new Error("x")', 'b c', 'null.x', 'throw { a: 1 }']) try { vm.runInNewContext(code) } catch {}`,
  ),
});
