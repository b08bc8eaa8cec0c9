// a warm store, then the property is made read-only, on objects with shared and with unique shapes
function P() { this.x = 1; this.y = 2 }
var shared = new P(), unique = Math, big = {};
for (var i = 0; i < 1500; i++) big['k' + i] = i;
unique.x = 1; big.x = 1;
var seen = [];
for (var o of [shared, unique, big]) {
  var set = new Function('o', 'v', 'o.x = v'), get = new Function('o', 'return o.x');
  for (var i = 0; i < 10; i++) set(o, i);
  Object.defineProperty(o, 'x', { writable: false });
  set(o, 'changed'); seen.push(get(o));
  Object.defineProperty(o, 'x', { get: function () { return 'got' } });
  seen.push(get(o));
  Object.defineProperty(o, 'x', { value: 'data', writable: true });
  set(o, 'again'); seen.push(get(o));
  Object.freeze(o); set(o, 'frozen'); seen.push(get(o));
}
seen.join()
