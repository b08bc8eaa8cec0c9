// The host reads a property of an object of a guest.

import { emptyCall, nodeVm, rvm } from '../subjects.mjs';

export const subjects = [rvm, nodeVm, emptyCall];
export const mark = { of: emptyCall, atMost: 10 };

export function measure({ vm, time }) {
  const object = vm.runInNewContext('({ value: 1 })');
  let sum = 0;
  const result = time(1_000_000, (count) => {
    for (let index = 0; index < count; index++) sum += object.value;
  });
  if (sum !== 1_100_000) throw new Error('the loop was not run');
  return result;
}
