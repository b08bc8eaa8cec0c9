// a store that is warm on a setter of a prototype, then the setter is deleted
var log = [];
var proto = { first: 1, set x(v) { log.push('set ' + v) }, last: 2 };
var o = Object.create(proto);
function set(v) { o.x = v }
for (var i = 0; i < 5; i++) set(i);
delete proto.first; set('shifted');
delete proto.x; set('plain');
log.push(String(Object.keys(o)), o.x);
JSON.stringify(log)
