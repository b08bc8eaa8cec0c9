// The time that code takes to be compiled grows with the number of its names, and not with its square.
const names = Array.from({ length: 60_000 }, (_, index) => `v${index}`);
const sum = (keyword) => new Function(`${keyword} ${names.map((name) => `${name} = 1`)}; return ${names.slice(0, 500).join(' + ')}`)();
[sum('let'), sum('var'), eval(`var ${names}; 'v7' in globalThis`), eval(`1${' + 1'.repeat(30_000)}`)].join();
