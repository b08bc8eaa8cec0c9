// an async generator that throws at odd places; a RuntimeLimit that trips there once was a panic
var seen = [];
async function* ag() { try { yield 1; yield 2 } finally { seen.push('finally') } }
var it = ag();
it.next().then(function (r) { seen.push(r.value); return it.throw(new Error('thrown')) }).catch(function (e) { seen.push(e.message); return it.next() })
  .then(function (r) { seen.push(r.done); if (seen.join() !== '1,finally,thrown,true') throw new Error(seen.join()) });
'started'
