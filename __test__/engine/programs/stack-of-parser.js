// source text that is nested too deeply throws the same RangeError
function check(text) { try { eval(text); return 'no error' } catch (e) { return e.name + ': ' + e.message } }
[
  '('.repeat(3e5) + '1' + ')'.repeat(3e5),
  '['.repeat(3e5) + ']'.repeat(3e5),
  '{'.repeat(3e5) + '}'.repeat(3e5),
  '!'.repeat(3e6) + '1',
  'a=>'.repeat(1e6) + '1',
  'function f(){'.repeat(1e5) + '}'.repeat(1e5),
  '`${'.repeat(1e5) + '1' + '}`'.repeat(1e5),
  'if(0);else '.repeat(1e6) + ';',
  '1' + '?1:1'.repeat(1e6),
  '(' .repeat(100) + '1' + ')'.repeat(100),
  '1' + '+1'.repeat(5000),
  'if(0);else '.repeat(500) + ';',
].map(check).join('\n')
