// a warm read, then the prototype is exchanged
function get(o) { return o.x }
var a = { x: 'a' }, b = { y: 0, x: 'b' }, o = Object.create(a);
var seen = [];
for (var i = 0; i < 5; i++) seen[0] = get(o);
Object.setPrototypeOf(o, b); seen.push(get(o));
Object.setPrototypeOf(o, null); seen.push(String(get(o)));
Object.setPrototypeOf(o, a); seen.push(get(o));
a.x = 'new'; seen.push(get(o));
Object.setPrototypeOf(a, { z: 1 }); delete a.x; seen.push(String(get(o)));
seen.join()
