// An array of numbers.
(() => {
  const isComposite = [];
  for (let n = 0; n <= 100_000; n++) isComposite.push(0);
  let primes = 0;
  for (let n = 2; n <= 100_000; n++) {
    if (isComposite[n] === 1) continue;
    primes++;
    for (let multiple = n * 2; multiple <= 100_000; multiple += n) isComposite[multiple] = 1;
  }
  return primes;
})();
