'use strict';

// A program that takes its plugins as TypeScript sources. They run in the main context: what they make are arrays,
// errors and promises like the program's own.

const { createJiti } = require('jiti');
const { inspect } = require('node:util');

const jiti = createJiti(__filename, { fsCache: false, moduleCache: true });
const words = ['rust', 'node', 'boa', 'rust'];

async function main() {
  const { default: count, Tally, registry } = jiti('./plugins/count.ts');
  const tally = count(words);
  console.log(tally instanceof Tally, tally.constructor.name, inspect(tally.entries()));
  console.log(tally.entries() instanceof Array, Object.getPrototypeOf(tally.options) === Object.prototype);
  console.log(registry === globalThis.pluginRegistry, registry.get('count') === count);

  const lines = await jiti.import('./plugins/lines.mts', { default: true });
  console.log(await lines('one\ntwo\n\nthree'));

  try {
    count(null);
  } catch (error) {
    console.log(error instanceof TypeError, error.message, /count\.ts:\d+:\d+/.test(error.stack));
  }
  try {
    jiti('./plugins/broken.ts');
  } catch (error) {
    console.log(error instanceof Error, error.code ?? error.name, /broken\.ts/.test(`${error.stack}${error.message}`));
  }
  delete globalThis.pluginRegistry;
  console.log(typeof pluginRegistry);
}

main();
