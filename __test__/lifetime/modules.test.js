'use strict';

// Modules and the callbacks of import(): a module keeps what it needs, and goes with all of it.

const assert = require('node:assert');
const { test } = require('node:test');
const { setImmediate: turn } = require('node:timers/promises');
const binding = require('../../lib/native');
const vm = require('../../index.js');

async function collect() {
  for (let round = 0; round < 8; round++) {
    globalThis.gc();
    await turn();
    binding.collect();
  }
}

/** What is left of 200 things that are made and dropped, one after the other, in one context. */
async function leftOf(make) {
  const context = vm.createContext({});
  for (let count = 0; count < 10; count++) await make(context, count);
  await collect();
  const before = binding.counters();
  for (let count = 0; count < 200; count++) await make(context, count);
  await collect();
  const after = binding.counters();
  assert.ok(vm.isContext(context));
  return ['contexts', 'exports', 'imports', 'scripts'].filter((name, index) => after[index] - before[index] > 10)
    .map((name) => `${name}: ${before} -> ${after}`);
}

const kinds = {
  'modules that were only made': (context) => {
    new vm.SourceTextModule('export let a = 1', { context });
  },
  'modules that lead to themselves': async (context) => {
    const module = new vm.SourceTextModule('export let a = import.meta; export const f = () => import("x")', {
      context,
      initializeImportMeta(meta, self) {
        meta.self = self;
      },
      importModuleDynamically: () => module,
    });
    await module.link(() => {});
    await module.evaluate();
    assert.strictEqual(module.namespace.a.self, module);
    assert.strictEqual(await module.namespace.f(), module.namespace);
  },
  'circles of modules': async (context) => {
    const modules = ['b', 'a'].map((name) => new vm.SourceTextModule(`import "${name}"; export const f = () => f`, { context }));
    await modules[0].link((name) => modules[name === 'b' ? 1 : 0]);
    await modules[0].evaluate();
    assert.strictEqual(typeof modules[1].namespace.f, 'function');
  },
  'synthetic modules that lead to themselves': async (context) => {
    const module = new vm.SyntheticModule(['self', 'namespace'], () => module.setExport('self', module), { context });
    await module.link(() => {});
    await module.evaluate();
    module.setExport('namespace', module.namespace);
    assert.strictEqual(module.namespace.self, module);
  },
  'modules that failed': async (context) => {
    const module = new vm.SourceTextModule('throw new Error("x")', { context });
    await module.link(() => {});
    await module.evaluate().catch(() => {});
    assert.strictEqual(module.status, 'errored');
  },
  'scripts whose callback leads to them': async (context) => {
    const script = new vm.Script('import("x"); () => import("y")', {
      importModuleDynamically: (specifier, referrer) => {
        assert.strictEqual(referrer, script);
        return import('node:fs');
      },
    });
    script.later = script.runInContext(context);
    await script.later();
  },
  'functions whose callback leads to them': async (context) => {
    const compiled = vm.compileFunction('return import("x")', [], {
      parsingContext: context,
      importModuleDynamically: () => compiled && import('node:fs'),
    });
    await compiled();
  },
};

for (const [name, make] of Object.entries(kinds)) {
  test(`${name} go when nobody holds them`, async () => {
    assert.deepStrictEqual(await leftOf(make), []);
  });
}

test('contexts go with their modules', async () => {
  await collect();
  const [before] = binding.counters();
  for (let count = 0; count < 100; count++) {
    const context = vm.createContext({}, { importModuleDynamically: () => context.module });
    context.module = new vm.SourceTextModule('export const self = globalThis', { context });
    await context.module.link(() => {});
    await context.module.evaluate();
    assert.strictEqual(typeof context.module.namespace.self, 'object');
  }
  await collect();
  const [after] = binding.counters();
  assert.ok(after - before < 5, `${after - before} contexts are left`);
});

test('what a function needs for its import() lives as long as it does', async () => {
  const context = vm.createContext({});
  const make = (name) => {
    const module = new vm.SourceTextModule('export const f = () => import("x"), meta = () => import.meta.name', {
      context,
      identifier: name,
      initializeImportMeta(meta, self) {
        meta.name = self.identifier;
      },
      importModuleDynamically: (specifier, referrer) => {
        assert.strictEqual(referrer.identifier, name);
        return referrer;
      },
    });
    return module.link(() => {}).then(() => module.evaluate()).then(() => module.namespace);
  };
  const { f, meta } = await make('kept');
  await collect();
  assert.strictEqual((await f()).f, f);
  assert.strictEqual(meta(), 'kept');
});
