// a warm store to the length of arrays still truncates and checks
function set(a, n) { a.length = n }
var seen = [];
for (var i = 0; i < 8; i++) { var a = [1, 2, 3, 4]; set(a, 2); seen.push(a[3] + ':' + a.length) }
try { set(a, -1); seen.push('no error') } catch (e) { seen.push(e.name) }
set(a, '1'); seen.push(typeof a.length, a.join());
seen.join(' ')
