// Programs that do not know rvm
//
// With `node -r rvm/register` whatever uses Node's vm gets rvm. Here it is the same line with and without.
//
// only rvm

const { execFileSync } = require('node:child_process');

const program = "console.log(require('node:vm').runInNewContext('typeof Promise.try'))";

for (const flags of [[], ['-r', require.resolve('rvm/register')]]) {
  const output = execFileSync(process.execPath, [...flags, '-e', program], { encoding: 'utf8' });
  console.log(flags.length === 0 ? 'node:                 ' : 'node -r rvm/register: ', output.trim());
}
