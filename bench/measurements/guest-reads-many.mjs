// A guest reads a property of each of many objects of the host: each read is a crossing.

import { emptyCall, nodeVm, rvm } from '../subjects.mjs';

export const subjects = [rvm, nodeVm, emptyCall];
export const mark = { of: emptyCall, atMost: 20 };

export function measure({ vm, time }) {
  const read = vm.runInNewContext(`(function (hosts) {
    const objects = [...hosts];
    return (count) => { for (let i = 0; i < count; i++) objects[i % objects.length].value; };
  })`);
  const loop = read(Array.from({ length: 1000 }, (_, value) => ({ value })));
  return time(1_000_000, loop);
}
