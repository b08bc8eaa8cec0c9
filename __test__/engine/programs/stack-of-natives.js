// what recurses without calls throws the same RangeError
function nested(n) { var a = []; for (var i = 0; i < n; i++) a = [a]; return a }
function proxies(n) { var p = new Proxy([], {}); for (var i = 0; i < n; i++) p = new Proxy(p, {}); return p }
function cycle() { var o = {}; Object.setPrototypeOf(o, new Proxy(o, {})); return o }
function check(p) { try { p(); return 'no error' } catch (e) { return e.name + ': ' + e.message } }
[
  function () { var a = []; a[0] = a; a.flat(Infinity) },
  function () { JSON.stringify(nested(1e6)) },
  function () { String(nested(1e6)) },
  function () { var a = []; a[0] = [1, a, 2]; if (String(a) !== '1,,2') throw new Error(String(a)) },
  function () { proxies(1e6).length },
  function () { 'x' in proxies(1e6) },
  function () { Object.keys(proxies(1e6)) },
  function () { proxies(1e6).x = 1 },
  function () { cycle().x },
  function () { 'x' in cycle() },
  function () { cycle().x = 1 },
  function () { JSON.parse('[1,2]', function (k, v) { this[1] = this; return v }) },
].map(check).join('\n')
