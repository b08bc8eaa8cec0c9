// `import()` of a module that is there already.

import { nodeVm } from '../subjects.mjs';

export const mark = { of: nodeVm, atMost: 2 };

const count = 2000;

export async function measure({ vm }) {
  const context = vm.createContext({});
  const module = new vm.SourceTextModule('export const one = 1;', { context });
  await module.link(() => undefined);
  await module.evaluate();
  const script = new vm.Script('import("module")', { importModuleDynamically: () => module });
  const run = async (number) => {
    for (let index = 0; index < number; index++) await script.runInContext(context);
  };
  await run(count / 10);
  const start = process.hrtime.bigint();
  await run(count);
  return Number(process.hrtime.bigint() - start) / count;
}
