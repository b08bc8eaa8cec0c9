// a direct eval reads the name of the function expression that it is in (once an index out of bounds)
var n = 0, seen = [];
(function self() { if (n++ < 3) eval('self()'); else seen.push(typeof self) })();
(function self() { seen.push(eval('typeof self')) })();
(function* self() { yield eval('typeof self') })().next().value === 'function' && seen.push('generator');
(function self() { seen.push((() => eval('typeof self'))()) })();
(function self() { (function () { seen.push(eval('typeof self')) })() })();
(async function self() { seen.push(eval('typeof self')) })();
(function outer() { eval(''); (function self() { seen.push(typeof self) })() })();
(function self() { eval('var self = 1'); seen.push(typeof self) })();
seen.join()
