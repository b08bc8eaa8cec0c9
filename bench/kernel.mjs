// A program that only computes: how much slower the engine is for being called through rvm.

import { readFileSync } from 'node:fs';

export function measure({ vm, program }) {
  const script = new vm.Script(readFileSync(program, 'utf8'), { filename: program });
  const context = vm.createContext({});
  script.runInContext(context); // bench/bare_boa.rs warms up in the same way
  const start = process.hrtime.bigint();
  script.runInContext(context);
  return Number(process.hrtime.bigint() - start);
}
