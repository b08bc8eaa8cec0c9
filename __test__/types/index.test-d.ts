// Compiled, never run: index.d.ts must fit wherever a program uses the types of node:vm, and refuse wrong calls.

import nodeVm = require('node:vm');
import rvm = require('../../index');

// Of Node's types only the constructor of `Module` is public, which throws.
type NodeVm = Omit<typeof nodeVm, 'Module'>;

const asNodeVm: NodeVm = rvm;
const asNodeScript: nodeVm.Script = new rvm.Script('1');
const asScript: rvm.Script = new nodeVm.Script('1');
void [asNodeVm, asNodeScript, asScript];

// Options written for node:vm serve rvm, and the reverse.
declare const nodeOptions: {
  script: nodeVm.ScriptOptions;
  run: nodeVm.RunningScriptOptions;
  runNew: nodeVm.RunningScriptInNewContextOptions;
  code: nodeVm.RunningCodeOptions;
  codeNew: nodeVm.RunningCodeInNewContextOptions;
  context: nodeVm.CreateContextOptions;
  function: nodeVm.CompileFunctionOptions;
  memory: nodeVm.MeasureMemoryOptions;
};
const context: rvm.Context = rvm.createContext({ count: 2 }, nodeOptions.context);
const script = rvm.createScript('count += 1', nodeOptions.script);
script.runInContext(context, nodeOptions.run);
script.runInThisContext(nodeOptions.run);
script.runInNewContext(rvm.constants.DONT_CONTEXTIFY, nodeOptions.runNew);
rvm.runInContext('1', context, nodeOptions.code);
rvm.runInThisContext('1', 'file.js');
rvm.runInNewContext('1', nodeVm.constants.DONT_CONTEXTIFY, nodeOptions.codeNew);
const compiled = rvm.compileFunction('return a', ['a'] as const, nodeOptions.function);
const cachedData: Buffer | undefined = compiled.cachedData;
const memory: Promise<nodeVm.MemoryMeasurement> = rvm.measureMemory(nodeOptions.memory);
const isContext: boolean = rvm.isContext(context);
void [cachedData, memory, isContext];

declare const moduleOptions: { source: nodeVm.SourceTextModuleOptions; synthetic: nodeVm.SyntheticModuleOptions };
declare const linker: nodeVm.ModuleLinker;
const text = new rvm.SourceTextModule('export let a = 1', moduleOptions.source);
const synthetic: nodeVm.SyntheticModule = new rvm.SyntheticModule(['a'], function() {
  this.setExport('a', 1);
}, moduleOptions.synthetic);
const asNodeModule: nodeVm.Module = text;
const linked: Promise<void> = text.link(linker);
const status: nodeVm.ModuleStatus = text.status;
text.linkRequests?.([synthetic]);
void [asNodeModule, linked, status, text.evaluate({ timeout: 5 })];

// A value keeps its type.
const point: { x: number } = rvm.toHost({ x: 1 });
void point;

// @ts-expect-error no code
new rvm.Script();
// @ts-expect-error a file name is a string
new rvm.Script('1', { filename: 1 });
// @ts-expect-error a run takes no file name in place of options
script.runInThisContext('file.js');
// @ts-expect-error the only mode is 'afterEvaluate'
rvm.createContext({}, { microtaskMode: 'never' });
// @ts-expect-error parameters are an array
rvm.compileFunction('return a', 'a');
// @ts-expect-error a mode that does not exist
rvm.measureMemory({ mode: 'short' });
// @ts-expect-error only its subclasses can be made
new rvm.Module();
// @ts-expect-error an identifier cannot be changed
text.identifier = 'other';
// @ts-expect-error the default loader is not for modules
new rvm.SourceTextModule('', { importModuleDynamically: rvm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER });
// @ts-expect-error constants are read-only
rvm.constants.DONT_CONTEXTIFY = 1;
