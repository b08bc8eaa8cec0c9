// A module is made, linked and evaluated, with one import.

import { nodeVm } from '../subjects.mjs';

export const mark = { of: nodeVm, atMost: 2 };

const count = 500;

export async function measure({ vm }) {
  const context = vm.createContext({});
  const leaf = new vm.SourceTextModule('export const one = 1;', { context });
  await leaf.link(() => undefined);
  const run = async (number) => {
    for (let index = 0; index < number; index++) {
      const module = new vm.SourceTextModule('import { one } from "leaf"; export const two = one + one;', { context });
      await module.link(() => leaf);
      await module.evaluate();
    }
  };
  await run(count / 10);
  const start = process.hrtime.bigint();
  await run(count);
  return Number(process.hrtime.bigint() - start) / count;
}
