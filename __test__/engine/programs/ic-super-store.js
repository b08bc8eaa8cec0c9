// stores through super at one site with different receivers
var base = { x: 'base' };
var target = { x: 'target' };
var home = { __proto__: base, put(v) { super.x = v } };
home.put.call(base, 'to base');
home.put.call(base, 'to base 2');
home.put.call(target, 'to target');
home.put.call(home, 'to home');
var proxied = { t: 1 };
var viaProxy = { __proto__: new Proxy(proxied, {}), put(v) { super.t = v } };
for (var i = 0; i < 4; i++) viaProxy.put.call(proxied, i);
var middle = Object.create(base);
var home2 = { __proto__: middle, put(v) { super.x = v } };
home2.put.call(base, 'm1'); home2.put.call(target, 'm2'); home2.put.call(base, 'm3');
JSON.stringify([base, target, Object.keys(home), home.x, proxied, Object.keys(middle)])
