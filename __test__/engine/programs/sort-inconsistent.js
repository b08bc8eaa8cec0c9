// comparators that are no order, that throw, and that return odd things
var seen = [];
function numbers(n) { var a = []; for (var i = 0; i < n; i++) a.push((i * 7919) % n); return a }
function isPermutation(a, n) { return a.length === n && new Set(a).size === n }
[10, 100, 1000, 5000].forEach(function (n) {
  var state = 1;
  function random() { state = (state * 1103515245 + 12345) % 2147483648; return state / 2147483648 - .5 }
  seen.push(isPermutation(numbers(n).sort(random), n), isPermutation(numbers(n).toSorted(random), n));
  seen.push(isPermutation(Float64Array.from(numbers(n)).sort(random), n), isPermutation(Int32Array.from(numbers(n)).toSorted(random), n));
  seen.push(numbers(n).sort(function (a, b) { return a - b }).every(function (x, i) { return x === i }));
  seen.push(numbers(n).sort(function (a, b) { return b - a }).every(function (x, i) { return x === n - 1 - i }));
});
seen.push(numbers(20).sort(function (a, b) { return a > b }).join());
seen.push(numbers(20).sort(function () { return NaN }).join(), numbers(20).sort(function () { return 1 }).join(), numbers(20).sort(function () { return -1 }).join());
seen.push(numbers(20).sort(function () {}).join(), numbers(20).sort(function (a, b) { return a < b ? -1 : 1 }).join());
var log = []; [5, 2, 9, 1, 7].sort(function (a, b) { log.push(a + '' + b); return a - b }); seen.push(log.join());
try { numbers(100).sort(function () { throw new Error('stop') }); seen.push('no error') } catch (e) { seen.push(e.message) }
try { Float32Array.from(numbers(100)).sort(function () { throw new Error('stop') }); seen.push('no error') } catch (e) { seen.push(e.message) }
seen.push([3, undefined, 1, , 2, undefined].sort(function (a, b) { return b - a }).join('|'), [3, undefined, 1, , 2].toSorted().join('|'));
seen.push([...new Float64Array([3, -0, 0, NaN, -Infinity, 2.5, -1, 0, -0]).sort()].map(function (x) { return Object.is(x, -0) ? '-0' : x }).join());
seen.push([...new Float64Array([1, 2.5, 0, -3]).sort(function (a, b) { return 0 })].join(), [...new Float32Array([4, 2, 9]).sort(function () { return -0 })].join());
seen.push([...new BigInt64Array([3n, -2n, 1n]).sort()].join(), ['b', 'a', 'B', 10, 9, 1].sort().join());
var stable = []; for (var i = 0; i < 300; i++) stable.push({ k: i % 7, i: i });
stable.sort(function (a, b) { return a.k - b.k });
seen.push(stable.every(function (x, i) { return i === 0 || stable[i - 1].k < x.k || stable[i - 1].k === x.k && stable[i - 1].i < x.i }));
seen.join('\n')
