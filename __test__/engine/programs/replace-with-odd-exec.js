// a RegExp whose exec gives an index far outside of the string
var r = /a/; r.exec = function () { return { index: 1e10, 0: 'a', length: 1 } };
var g = /a/y; g.lastIndex = 1;
[ 'abc'.replace(r, 'x'), g.test('bab'), g.lastIndex, g.test('bab'), g.lastIndex, 'aab'.replace(/a/gy, 'x'), JSON.stringify('baab'.match(/a/gy)), JSON.stringify('a,b'.split(/,/y)) ].join('\n')
