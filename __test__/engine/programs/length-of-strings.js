// strings longer than V8's maximum are refused before memory is taken for them
var big = 'x'.repeat(2 ** 28), page = 'x'.repeat(2 ** 20);
[
  function () { return 'x'.repeat(2 ** 30) },
  function () { return 'x'.repeat(2 ** 29 - 23) },
  function () { return 'x'.repeat(2 ** 29 - 24).length },
  function () { return ''.repeat(2 ** 40).length },
  function () { return 'abc'.padStart(2 ** 30) },
  function () { return 'abc'.padEnd(2 ** 29 - 23, 'xy') },
  function () { return 'abc'.padEnd(2 ** 53, '') },
  function () { return big + big },
  function () { return (big + page).length },
  function () { var s = big; s += s; return s },
  function () { return `${big}${big}` },
  function () { return big.concat(big) },
  function () { return [big, big].join('') },
  function () { return new Array(2 ** 32 - 1).join('ab') },
  function () { return new Array(2 ** 29 - 22).join('a') },
  function () { return page.replaceAll('x', page) },
  function () { return page.replace(/^/, big + page).length },
  function () { return String.raw({ raw: [big, big] }) },
  function () { return big.anchor(big) },
  function () { var o = {}; return o[big + big] },
].map(function (f) { try { return f() } catch (e) { return e.name + ': ' + e.message } }).join('\n')
