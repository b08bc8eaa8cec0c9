// the values keep their names when a property is deleted after the attributes of another changed
var seen = [];
var o = { x: 1, y: 2, z: 3 };
Object.defineProperty(o, 'y', { enumerable: false }); delete o.x;
seen.push(o.y, o.z, Object.getOwnPropertyNames(o).join(''));
var p = { w: 0, x: 1, y: 2, z: 3 };
Object.defineProperty(p, 'x', { writable: false });
Object.defineProperty(p, 'w', { get: function () { return 'got' } });
seen.push(p.w, p.x, p.y, p.z, Object.keys(p).join(''));
Object.defineProperty(p, 'w', { value: 'value' });
seen.push(p.w, p.x, p.y, p.z, Object.keys(p).join(''));
seen.join()
