// The host writes a property of an object of a guest.

import { emptyCall, nodeVm, rvm } from '../subjects.mjs';

export const subjects = [rvm, nodeVm, emptyCall];
export const mark = { of: emptyCall, atMost: 10 };

export function measure({ vm, time }) {
  const object = vm.runInNewContext('({ value: 1 })');
  return time(1_000_000, (count) => {
    for (let index = 0; index < count; index++) object.value = index;
  });
}
