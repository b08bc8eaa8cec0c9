// A guest calls a function of the host.

import { emptyCall, nodeVm, rvm } from '../subjects.mjs';

export const subjects = [rvm, nodeVm, emptyCall];
export const mark = { of: emptyCall, atMost: 10 };

export function measure({ vm, time }) {
  const context = vm.createContext();
  const loop = vm.runInContext('(function (count, f) { for (let i = 0; i < count; i++) f(); })', context);
  return time(1_000_000, (count) => loop(count, () => {}));
}
