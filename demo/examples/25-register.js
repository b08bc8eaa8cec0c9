// Programs that do not know rvm
//
// With `node -r rvm/register` whatever uses Node's vm gets rvm. Here it is the same program with and without: it makes
// ten contexts and asks V8 how many it knows of.
//
// only rvm

const { execFileSync } = require('node:child_process');

const program = `
  const vm = require('node:vm');
  const { getHeapStatistics } = require('node:v8');
  const before = getHeapStatistics().number_of_native_contexts;
  const contexts = Array.from({ length: 10 }, () => vm.createContext());
  console.log(getHeapStatistics().number_of_native_contexts - before);
`;

for (const flags of [[], ['-r', require.resolve('rvm/register')]]) {
  const output = execFileSync(process.execPath, [...flags, '-e', program], { encoding: 'utf8' });
  console.log(flags.length === 0 ? 'node                ' : 'node -r rvm/register', output.trim());
}
