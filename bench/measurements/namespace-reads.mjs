// The host reads an export of a module.

import { emptyCall, nodeVm, rvm } from '../subjects.mjs';

export const subjects = [rvm, nodeVm, emptyCall];
export const mark = { of: emptyCall, atMost: 10 };

export async function measure({ vm, time }) {
  const module = new vm.SourceTextModule('export const value = 1;', { context: vm.createContext({}) });
  await module.link(() => undefined);
  await module.evaluate();
  const { namespace } = module;
  let sum = 0;
  const result = time(100_000, (count) => {
    for (let index = 0; index < count; index++) sum += namespace.value;
  });
  if (sum !== 110_000) throw new Error('the loop was not run');
  return result;
}
