'use strict';

// RVM_THIS_CONTEXT=node: code without a context of its own runs on V8, as if rvm were not there; everything with a
// context stays with rvm.

/** Changes the object `vm` that user code gets. */
function leaveMainContextToNode(vm, nodeVm) {
  vm.runInThisContext = nodeVm.runInThisContext;
  vm.Script = createScriptClass(vm.Script, nodeVm.Script);
  vm.createScript = function createScript(code, options) {
    return new vm.Script(code, options);
  };

  const { compileFunction } = vm;
  vm.compileFunction = { compileFunction(code, params, options) {
    const compile = options?.parsingContext === undefined ? nodeVm.compileFunction : compileFunction;
    return compile(code, params, options); // node-do-not-add-exception-line
  } }.compileFunction;
  Object.defineProperty(vm.compileFunction, 'length', { value: 2 });

  if (nodeVm.Module && vm.Module) {
    vm.Module = alsoInstance(vm.Module, nodeVm.Module);
    vm.SourceTextModule = createModuleClass(vm.SourceTextModule, nodeVm.SourceTextModule, 1);
    vm.SyntheticModule = createModuleClass(vm.SyntheticModule, nodeVm.SyntheticModule, 2);
  }
}

/**
 * A script is rvm's; Node's twin of it is compiled when it first runs in the main context. Both read the code and the
 * options that the constructor got.
 */
function createScriptClass(Script, NodeScript) {
  const sources = new WeakMap();
  const twins = new WeakMap();

  function createTwin(script) {
    const { code, options } = sources.get(script);
    const { filename, lineOffset, columnOffset, importModuleDynamically } =
      typeof options === 'string' ? { filename: options } : options;
    return new NodeScript(code, {
      filename,
      lineOffset,
      columnOffset,
      importModuleDynamically: typeof importModuleDynamically === 'function' ?
        (specifier, twin, ...rest) => importModuleDynamically(specifier, script, ...rest) :
        importModuleDynamically,
    });
  }

  const { runInThisContext } = Script.prototype;
  Object.defineProperty(Script.prototype, 'runInThisContext', {
    value: { runInThisContext(options) {
      if (!sources.has(this)) {
        return Reflect.apply(runInThisContext, this, [options]); // node-do-not-add-exception-line
      }
      if (!twins.has(this)) {
        twins.set(this, createTwin(this));
      }
      return twins.get(this).runInThisContext(options); // node-do-not-add-exception-line
    } }.runInThisContext,
  });

  // A Proxy and not a subclass: the class looks and is subclassed as before.
  const UserScript = new Proxy(Script, {
    construct(target, [code, options = {}], newTarget) {
      code = `${code}`;
      const script = Reflect.construct(target, [code, options], newTarget); // node-do-not-add-exception-line
      sources.set(script, { code, options });
      return script;
    },
  });
  Script.prototype.constructor = UserScript;
  return UserScript;
}

/** A module without `options.context` is Node's. Subclasses are rvm's: their methods are inherited from it. */
function createModuleClass(Class, NodeClass, optionsIndex) {
  const UserClass = alsoInstance(Class, NodeClass, (target, args, newTarget) => {
    if (newTarget === UserClass && args[optionsIndex]?.context === undefined) {
      return Reflect.construct(NodeClass, args); // node-do-not-add-exception-line
    }
    return Reflect.construct(target, args, newTarget); // node-do-not-add-exception-line
  });
  return UserClass;
}

/** `Class`, for whose `instanceof` the instances of `NodeClass` count as well. */
function alsoInstance(Class, NodeClass, construct = Reflect.construct) {
  const ordinary = Function.prototype[Symbol.hasInstance];
  const proxy = new Proxy(Class, {
    construct,
    get(target, key, receiver) {
      if (key === Symbol.hasInstance && receiver === proxy) {
        return (value) => ordinary.call(Class, value) || ordinary.call(NodeClass, value);
      }
      return Reflect.get(target, key, receiver);
    },
  });
  return proxy;
}

module.exports = { leaveMainContextToNode };
