// The host calls a function of a guest.

import { emptyCall, nodeVm, rvm } from '../subjects.mjs';

export const subjects = [rvm, nodeVm, emptyCall];
export const mark = { of: emptyCall, atMost: 10 };

export function measure({ vm, time }) {
  const f = vm.runInNewContext('(function () {})');
  return time(1_000_000, (count) => {
    for (let index = 0; index < count; index++) f();
  });
}
