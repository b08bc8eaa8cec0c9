/// <reference types="node" />

import type { ImportAttributes } from 'node:module';
import type { constants as nodeConstants } from 'node:vm';

/** An object that `createContext` has contextified, or one that it can contextify. */
export interface Context {
  [name: string]: any;
}

/** Constants that options and arguments take; the same values as those of `node:vm`. */
export namespace constants {
  /** As `importModuleDynamically`: load modules as Node's default loader of the main context does. */
  const USE_MAIN_CONTEXT_DEFAULT_LOADER: typeof nodeConstants.USE_MAIN_CONTEXT_DEFAULT_LOADER;
  /** In place of a context object: make a context with an ordinary global object. */
  const DONT_CONTEXTIFY: typeof nodeConstants.DONT_CONTEXTIFY;
}

/** Called for each `import()` in the code; returns (a promise of) a module or a module namespace object. */
export type DynamicModuleLoader<Referrer> = (
  specifier: string,
  referrer: Referrer,
  importAttributes: ImportAttributes,
) => object | Promise<object>;

export type ImportModuleDynamically<Referrer> =
  | DynamicModuleLoader<Referrer>
  | typeof constants.USE_MAIN_CONTEXT_DEFAULT_LOADER;

export interface BaseOptions {
  /** The file name in stack traces. Default: `'evalmachine.<anonymous>'`, for `compileFunction` `''`. */
  filename?: string | undefined;
  /** Added to the line numbers in stack traces. Default: 0. */
  lineOffset?: number | undefined;
  /** Added to the column numbers of the first line in stack traces. Default: 0. */
  columnOffset?: number | undefined;
}

export interface CachedDataOptions {
  /** What `createCachedData()` returned for the same source; see `cachedDataRejected`. */
  cachedData?: NodeJS.ArrayBufferView | undefined;
  /** Whether to put the cached data on the result. Default: false. */
  produceCachedData?: boolean | undefined;
}

export interface CachedDataResult {
  /** Only with `produceCachedData`. */
  cachedData?: Buffer<ArrayBuffer>;
  /** Only with `produceCachedData`: whether `cachedData` could be made. */
  cachedDataProduced?: boolean;
  /** Only with the option `cachedData`: whether that data does not belong to this source. */
  cachedDataRejected?: boolean;
}

export interface ScriptOptions extends BaseOptions, CachedDataOptions {
  importModuleDynamically?: ImportModuleDynamically<Script> | undefined;
}

export interface CompileFunctionOptions extends BaseOptions, CachedDataOptions {
  /** The context in which the function is compiled. Default: the current one. */
  parsingContext?: Context | undefined;
  /** Objects whose properties are variables of the function, the last one innermost. */
  contextExtensions?: object[] | undefined;
  importModuleDynamically?: ImportModuleDynamically<CompiledFunction> | undefined;
}

export interface CreateContextOptions {
  /** The name that tools show. Default: `'VM Context N'`. */
  name?: string | undefined;
  /** The origin that tools show: the URL's scheme, host and port, without a slash at the end. */
  origin?: string | undefined;
  codeGeneration?:
    | {
      /** Whether `eval` and `new Function` may compile strings. Default: true. */
      strings?: boolean | undefined;
      /** Whether WebAssembly modules may be compiled. Default: true. */
      wasm?: boolean | undefined;
    }
    | undefined;
  /** `'afterEvaluate'` gives the context its own microtask queue, which each run empties at its end. */
  microtaskMode?: 'afterEvaluate' | undefined;
  importModuleDynamically?: ImportModuleDynamically<Context> | undefined;
}

export interface RunningScriptOptions extends BaseOptions {
  /** Whether an error gets the source line on top of its stack. Default: true. */
  displayErrors?: boolean | undefined;
  /** Milliseconds after which the run is stopped and throws; a positive integer. Default: never. */
  timeout?: number | undefined;
  /** Whether SIGINT (Ctrl+C) stops the run, which then throws. Default: false. */
  breakOnSigint?: boolean | undefined;
}

export interface RunningScriptInNewContextOptions extends RunningScriptOptions {
  contextName?: CreateContextOptions['name'];
  contextOrigin?: CreateContextOptions['origin'];
  contextCodeGeneration?: CreateContextOptions['codeGeneration'];
  microtaskMode?: CreateContextOptions['microtaskMode'];
}

export interface RunningCodeOptions extends RunningScriptOptions {
  cachedData?: ScriptOptions['cachedData'];
  importModuleDynamically?: ScriptOptions['importModuleDynamically'];
}

export interface RunningCodeInNewContextOptions extends RunningScriptInNewContextOptions {
  cachedData?: ScriptOptions['cachedData'];
  importModuleDynamically?: ScriptOptions['importModuleDynamically'];
}

export type MeasureMemoryMode = 'summary' | 'detailed';

export interface MeasureMemoryOptions {
  /** `'detailed'` also tells each context. Default: `'summary'`. */
  mode?: MeasureMemoryMode | undefined;
  /** `'eager'` collects garbage for the measurement, `'default'` waits for the next collection. */
  execution?: 'default' | 'eager' | undefined;
}

export interface ContextMemory {
  /** Bytes. */
  jsMemoryEstimate: number;
  /** The least and the greatest number of bytes that it can be. */
  jsMemoryRange: [number, number];
}

export interface MemoryMeasurement {
  total: ContextMemory;
  /** The main context; only in mode `'detailed'`. */
  current?: ContextMemory;
  /** All other contexts; only in mode `'detailed'`. */
  other?: ContextMemory[];
}

/** A compiled script, which belongs to no context and can run in many. */
export class Script implements CachedDataResult {
  /** @throws {SyntaxError} with the offending line on top of its stack */
  constructor(code: string, options?: ScriptOptions | string);

  cachedData?: Buffer<ArrayBuffer>;
  cachedDataProduced?: boolean;
  cachedDataRejected?: boolean;
  /** The value of the last `//# sourceMappingURL=` comment. */
  sourceMapURL: string | undefined;

  /** Runs in a context, and returns the value of the last statement. */
  runInContext(contextifiedObject: Context, options?: RunningScriptOptions): any;
  /** Contextifies `contextObject` (default: a new object) and runs in it. */
  runInNewContext(
    contextObject?: Context | typeof constants.DONT_CONTEXTIFY,
    options?: RunningScriptInNewContextOptions,
  ): any;
  /** Runs with the current global object, but not with the local variables of the caller. */
  runInThisContext(options?: RunningScriptOptions): any;
  /** Data for the option `cachedData`, now or in another process. */
  createCachedData(): Buffer<ArrayBuffer>;
}

export type CompiledFunction = Function & CachedDataResult;

/** `new Script(code, options)`. */
export function createScript(code: string, options?: ScriptOptions | string): Script;

/**
 * Makes a context whose global object reads and writes the properties of `contextObject` (default: a new object),
 * and returns that object; with `DONT_CONTEXTIFY` returns the global object of a context that has none.
 */
export function createContext(
  contextObject?: Context | typeof constants.DONT_CONTEXTIFY,
  options?: CreateContextOptions,
): Context;

/** Whether `createContext` has contextified this object. */
export function isContext(object: Context): boolean;

/** Compiles and runs code in a context. A string as `options` is the file name, here and below. */
export function runInContext(code: string, contextifiedObject: Context, options?: RunningCodeOptions | string): any;

/** Contextifies `contextObject` (default: a new object), compiles code and runs it there. */
export function runInNewContext(
  code: string,
  contextObject?: Context | typeof constants.DONT_CONTEXTIFY,
  options?: RunningCodeInNewContextOptions | string,
): any;

/** Compiles and runs code with the current global object, but not with the local variables of the caller. */
export function runInThisContext(code: string, options?: RunningCodeOptions | string): any;

/** Compiles code as the body of a function with these parameters, without running it. */
export function compileFunction(
  code: string,
  params?: readonly string[],
  options?: CompileFunctionOptions,
): CompiledFunction;

export type ModuleStatus = 'unlinked' | 'linking' | 'linked' | 'evaluating' | 'evaluated' | 'errored';

export interface ModuleEvaluateOptions {
  /** Milliseconds after which the evaluation is stopped and fails; a positive integer. Default: never. */
  timeout?: number | undefined;
  /** Whether SIGINT (Ctrl+C) stops the evaluation, which then fails. Default: false. */
  breakOnSigint?: boolean | undefined;
}

/** Called for each module that a module asks for; returns (a promise of) that module, of the same context. */
export type ModuleLinker = (
  specifier: string,
  referencingModule: Module,
  extra: {
    attributes: ImportAttributes;
    /** The older name of `attributes`. */
    assert: ImportAttributes;
  },
) => Module | Promise<Module>;

/** What all modules have. Only `SourceTextModule` and `SyntheticModule` can be made. */
export class Module {
  protected constructor();

  /** What the module is called in stack traces and passed as to callbacks. */
  readonly identifier: string;
  /** The contextified object that was given; undefined for the current context. */
  readonly context: Context;
  /** What the module asks for; `undefined` for a synthetic module. */
  readonly dependencySpecifiers: readonly string[];
  /** How far the module has got. */
  readonly status: ModuleStatus;
  /** What the evaluation threw. Throws if the status is not `'errored'`. */
  readonly error: any;
  /** The module namespace object. Throws before the module is linked. */
  readonly namespace: object;

  /** Asks for all dependencies, and theirs, and links the graph. */
  link(linker: ModuleLinker): Promise<void>;
  /** Evaluates the module and its dependencies; a second time it only tells how that went. */
  evaluate(options?: ModuleEvaluateOptions): Promise<void>;
}

export interface SourceTextModuleOptions {
  /** Default: `'vm:module(N)'`. */
  identifier?: string | undefined;
  /** What `createContext` returned. Default: the current context. */
  context?: Context | undefined;
  lineOffset?: ScriptOptions['lineOffset'];
  columnOffset?: ScriptOptions['columnOffset'];
  /** What `createCachedData()` returned for the same source; other data is refused with an error. */
  cachedData?: ScriptOptions['cachedData'];
  /** Fills `import.meta` when the module first asks for it. */
  initializeImportMeta?: ((meta: ImportMeta, module: SourceTextModule) => void) | undefined;
  importModuleDynamically?: DynamicModuleLoader<SourceTextModule> | undefined;
}

/** One request of a module. */
export interface ModuleRequest {
  readonly specifier: string;
  readonly attributes: ImportAttributes;
  /** From Node 24 on. */
  readonly phase?: 'evaluation';
}

/** A module that is made from its source. */
export class SourceTextModule extends Module {
  constructor(code: string, options?: SourceTextModuleOptions);

  /** Data for the option `cachedData`; only before the evaluation. */
  createCachedData(): Buffer<ArrayBuffer>;

  // The rest is there, all of it, where the running Node has it: from 22.20 on in its line, from 24.9 on.

  /** What the module asks for, each request once, in the order of the source. */
  readonly moduleRequests?: readonly ModuleRequest[];
  /** Answers the requests of this module, in their order. */
  linkRequests?(modules: readonly Module[]): void;
  /** Links a graph whose requests are all answered. */
  instantiate?(): void;
  /** Whether this module awaits at its top. */
  hasTopLevelAwait?(): boolean;
  /** Whether this module or a dependency does. Throws before the module is linked. */
  hasAsyncGraph?(): boolean;
}

export interface SyntheticModuleOptions {
  identifier?: string | undefined;
  context?: Context | undefined;
}

/** A module whose exports are set from outside. */
export class SyntheticModule extends Module {
  /** @param evaluateCallback called for the evaluation; a promise that it returns is not waited for */
  constructor(
    exportNames: string[],
    evaluateCallback: (this: SyntheticModule) => void,
    options?: SyntheticModuleOptions,
  );

  /** Sets an export, at any time after linking; importers see it. */
  setExport(name: string, value: any): void;
}

/** The memory that contexts use. Experimental, as in Node. */
export function measureMemory(options?: MeasureMemoryOptions): Promise<MemoryMeasurement>;

/**
 * A copy, made of ordinary objects of the host, of a value that came out of a context; a value that did not is
 * returned as it is.
 */
export function toHost<T>(value: T): T;
