// Strings, maps and sorting.
(() => {
  const words = [];
  for (let n = 0; n < 20_000; n++) words.push(`word${(n * 7919) % 1000}`);
  const counts = new Map();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const sorted = [...counts.keys()].sort();
  let text = '';
  for (const word of sorted) text += `${word.toUpperCase()}=${counts.get(word)};`;
  return text.split(';').length;
})();
