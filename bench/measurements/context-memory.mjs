// What a live context weighs in which a little has run.

import { setImmediate } from 'node:timers/promises';

import { nodeVm } from '../subjects.mjs';

export const unit = 'memory';
export const mark = { of: nodeVm, atMost: 1.6 };

const count = 300;
const code = `
  class Item { constructor(price) { this.price = price; } }
  var items = [3, 1, 2].map((price) => new Item(price)).sort((a, b) => a.price - b.price);
  function total() { return items.reduce((sum, { price }) => sum + price, 0); }
  JSON.stringify({ total: total(), text: \`\${items.length} items\`.replace(/\\d+/, 'n') });
`;

export async function measure({ vm }) {
  const script = new vm.Script(code);
  const contexts = [];
  const add = () => script.runInContext(contexts[contexts.push(vm.createContext({})) - 1]);

  for (let index = 0; index < 20; index++) add(); // what is there once
  const before = await residentSize();
  for (let index = 0; index < count; index++) add();
  const after = await residentSize();
  if (contexts.length !== count + 20) throw new Error('a context got lost');
  return (after - before) / count;
}

async function residentSize() {
  for (let round = 0; round < 3; round++) {
    globalThis.gc();
    await setImmediate();
  }
  return process.memoryUsage.rss();
}
