// endless recursion in asynchronous code rejects, and nothing is broken afterwards
var seen = [];
async function f() { await f() }
async function* g() { yield* g() }
var thenable = { get then() { return this.then } };
async function all() {
  try { await f(); seen.push('no error') } catch (e) { seen.push(e.name) }
  try { for await (var x of g()); seen.push('no error') } catch (e) { seen.push(e.name) }
  try { await thenable; seen.push('no error') } catch (e) { seen.push(e.name) }
  try { await (async function* () {})().return(thenable); seen.push('no error') } catch (e) { seen.push(e.name) }
  seen.push(await Promise.all([1, Promise.resolve(2)]));
}
all().then(function () { if (seen.join() !== 'RangeError,RangeError,RangeError,RangeError,1,2') throw new Error(seen.join()) });
'started'
