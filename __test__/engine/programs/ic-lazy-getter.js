// getters that replace themselves by a value (a function and an object) while they run
function read(o) { return o.lazy }
var seen = [];
var value = { n: 1 };
for (var i = 0; i < 6; i++) {
  var o = { get lazy() { delete this.lazy; return this.lazy = i % 2 ? value : function () { return 'called' } } };
  for (var j = 0; j < 4; j++) seen.push(typeof read(o));
}
for (var i = 0; i < 6; i++) {
  var o = { get lazy() { Object.defineProperty(this, 'lazy', { value: function () { return 'called' } }); return 'first' } };
  for (var j = 0; j < 4; j++) seen.push(typeof read(o));
}
function P() {}
Object.defineProperty(P.prototype, 'lazy', { configurable: true, get() { Object.defineProperty(P.prototype, 'lazy', { configurable: true, value: function () { return 1 } }); return 'first' } });
var p = new P();
for (var j = 0; j < 4; j++) seen.push(typeof read(p));
seen.join()
