// the source of a regular expression is one that can be compiled again (once a slash was escaped twice)
[
  '/', '\\/', '\\\\/', '[/]', '[\\]/]/', '[[]/]', '[\\\\]/', '\n', '\\\n', '[\r]', '\\\u2028', '\\\\\u2029', 'a/b', '\ud83d/\ude00', '',
].map((pattern) => {
  const { source } = new RegExp(pattern);
  const again = new RegExp(source);
  return [source, again.source === source, again.test('a/b'), eval(`/${source}/`).source === source].join(' ');
}).join('; ')
