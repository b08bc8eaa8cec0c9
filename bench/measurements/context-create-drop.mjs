// To make a context and to be rid of it, the collection included.

import { setImmediate } from 'node:timers/promises';

import { nodeVm } from '../subjects.mjs';

export const mark = { of: nodeVm, atMost: 0.6 };

const count = 500;

export async function measure({ vm }) {
  await makeAndDrop(vm, count / 10);
  const start = process.hrtime.bigint();
  await makeAndDrop(vm, count);
  return Number(process.hrtime.bigint() - start) / count;
}

async function makeAndDrop(vm, number) {
  for (let index = 0; index < number; index++) vm.createContext({});
  globalThis.gc();
  // Finalizers run in the event loop; rvm drops what V8 has collected when the next context is made.
  await setImmediate();
  vm.createContext({});
}
