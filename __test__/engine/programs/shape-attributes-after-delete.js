// changed attributes stay when another property is deleted or turned into an accessor
function describe(o) {
  return JSON.stringify(Object.getOwnPropertyNames(o).map(function (k) {
    var d = Object.getOwnPropertyDescriptor(o, k);
    return k + (d.writable ? 'w' : '') + (d.enumerable ? 'e' : '') + (d.configurable ? 'c' : '') + ('value' in d ? d.value : 'accessor');
  }));
}
var seen = [];
var o = { x: 1, y: 2, z: 3 };
Object.defineProperty(o, 'y', { enumerable: false }); delete o.x; seen.push(describe(o));
var p = { w: 0, x: 1, y: 2, z: 3 };
Object.defineProperty(p, 'w', { writable: false }); delete p.y; seen.push(describe(p));
var q = { w: 0, x: 1, y: 2, z: 3 };
Object.defineProperty(q, 'x', { enumerable: false });
Object.defineProperty(q, 'z', { writable: false });
Object.setPrototypeOf(q, { proto: 1 });
Object.defineProperty(q, 'y', { get: function () { return 1 }, enumerable: true }); seen.push(describe(q), q.proto);
Object.defineProperty(q, 'w', { get: function () { return 1 }, enumerable: false }); seen.push(describe(q));
delete q.x; q.last = 1; seen.push(describe(q));
var f = function () {};
Object.defineProperty(f, 'name', { value: 'renamed' }); delete f.length; seen.push(describe(f).replace(/"(arguments|caller)[^"]*",?/g, ''));
var r = { a: 1, b: 2 }; Object.preventExtensions(r); Object.seal(r); r.a = 3; seen.push(describe(r), delete r.a, describe(r));
var s = { m: 1, get n() { return 1 }, o: 2 };
Object.defineProperty(s, 'm', { enumerable: false });
Object.defineProperty(s, 'n', { value: 'data' }); seen.push(describe(s)); delete s.o; seen.push(describe(s));
seen.join('\n')
