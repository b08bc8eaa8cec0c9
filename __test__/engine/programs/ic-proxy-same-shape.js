// a proxy at a place that is warm for plain objects of the same shape
function get(o) { return o.toString }
function set(o, v) { o.__proto__ = v }
var seen = [];
for (var i = 0; i < 5; i++) get({});
seen.push(get(new Proxy({}, { get: function (t, k) { return 'trap ' + k } })));
var log = [], p = new Proxy({}, { set: function (t, k) { log.push('set ' + k); return true } });
for (var i = 0; i < 5; i++) set({}, null);
set(p, null); seen.push(log.join());
seen.join()
