// endless recursion throws a RangeError that can be caught, and the program goes on
function f() { f() }
function viaFinally() { try { viaFinally() } finally { count++ } }
var count = 0;
class K { constructor() { new K } }
class L { x = new L }
function* gen() { yield* gen() }
var getter = { get x() { return this.x } }, setter = { set x(v) { this.x = v } };
var programs = [
  f, function () { viaFinally() },
  function () { new K }, function () { new L },
  function () { getter.x }, function () { setter.x = 1 },
  function () { ({ toString() { return '' + this } }) + '' },
  function () { [...gen()] },
  function self() { [1].map(self) },
  function self() { [2, 1].sort(self) },
  function self() { 'a'.replace(/a/, self) },
  function self() { eval('self()') },
  function self() { new Function('f', 'f()')(self) },
  function self() { Reflect.apply(self, null, []) },
  function self() { self.call() },
  function self() { JSON.stringify({ toJSON: self }) },
  function self() { for (var x of { [Symbol.iterator]: self }); },
  function self() { new Proxy({}, { get: self }).x },
  function self() { `${{ toString: self }}` },
];
var seen = programs.map(function (p) { try { p(); return 'no error' } catch (e) { return e instanceof RangeError && e.message } });
seen.push(count > 1000);
seen.join('\n')
