// a data property of a prototype becomes an accessor and comes back, under a warm read and a warm store
function P() {} P.prototype.b = 'b';
var o = new P(); function get() { return o.b }
function set(v) { 'use strict'; o.b = v }
var seen = [];
for (var i = 0; i < 10; i++) get();
Object.defineProperty(P.prototype, 'b', { configurable: true, get: function () { return 'got' }, set: function (v) { seen.push('set ' + v) } });
seen.push(get());
for (var i = 0; i < 10; i++) set(i);
Object.defineProperty(P.prototype, 'b', { get: undefined, set: undefined });
seen.push(get());
try { set('x') } catch (e) { seen.push(e.name) }
Object.defineProperty(P.prototype, 'b', { configurable: true, writable: true, value: function f() { return 'called' } });
seen.push(typeof get());
set('own'); seen.push(get(), P.prototype.b());
JSON.stringify(seen.map(String))
