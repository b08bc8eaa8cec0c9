// a read that is warm on a prototype, then an earlier and the read property are deleted there
function P() {} P.prototype.a = 'a'; P.prototype.b = 'b'; P.prototype.c = 'c';
var o = new P(); function get() { return o.b }
var seen = [];
for (var i = 0; i < 10; i++) seen[0] = get();
delete P.prototype.a; seen.push(get());
delete P.prototype.c; seen.push(get());
delete P.prototype.b; seen.push(get());
P.prototype.b = 'again'; seen.push(get());
JSON.stringify(seen.map(String))
