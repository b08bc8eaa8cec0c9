// A guest reads a property of an object of the host, again and again.

import { emptyCall, nodeVm, rvm } from '../subjects.mjs';

export const subjects = [rvm, nodeVm, emptyCall];
export const mark = { of: emptyCall, atMost: 10 };

export function measure({ vm, time }) {
  const loop = vm.runInNewContext('(function (count, o) { for (let i = 0; i < count; i++) o.value; })');
  return time(1_000_000, (count) => loop(count, { value: 1 }));
}
