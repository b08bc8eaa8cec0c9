// The price of a run: a compiled script with next to nothing in it.

import { nodeVm } from '../subjects.mjs';

export const mark = { of: nodeVm, atMost: 1.5 };

export function measure({ vm, time }) {
  const script = new vm.Script('1+1');
  const context = vm.createContext({});
  return time(50_000, (count) => {
    for (let index = 0; index < count; index++) script.runInContext(context);
  });
}
