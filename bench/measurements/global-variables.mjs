// A loop whose variables are globals of the context, one turn.

import { nodeVm } from '../subjects.mjs';

export const mark = { of: nodeVm, atMost: 0.8 };

export function measure({ vm, time }) {
  const script = new vm.Script('var sum = 0; for (var index = 0; index < count; index++) { sum += index; }');
  const context = vm.createContext({ count: 0 });
  return time(200_000, (count) => {
    context.count = count;
    script.runInContext(context);
  });
}
