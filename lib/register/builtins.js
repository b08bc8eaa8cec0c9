'use strict';

// Node's records of its builtin modules. Each has `exports`, which what serves user code reads; a method
// `compileForInternalLoader`, through which everybody loads it and from whose result the internals take the exports;
// and `module`, what `import` gets, once there is one.

const { isBuiltin } = require('node:module');
const { Session } = require('node:inspector');

/** The value of the variable `name` in the closure of `fn`. */
function readClosure(fn, name) {
  const session = new Session();
  session.connect();
  // The answers come before `post` returns.
  const ask = (method, params) => {
    let answer;
    session.post(method, params, (error, result) => {
      if (error) {
        throw new Error(`inspector: ${error.message}`);
      }
      answer = result;
    });
    return answer;
  };
  // The session speaks of objects by number; a global hands it ours and gives us its find.
  const exchange = Symbol.for('rvm.register');
  const found = `globalThis[Symbol.for('${exchange.description}')]`;
  globalThis[exchange] = fn;
  try {
    const { objectId } = ask('Runtime.evaluate', { expression: found }).result;
    const { internalProperties } = ask('Runtime.getProperties', { objectId, ownProperties: true });
    const scopes = internalProperties.find((property) => property.name === '[[Scopes]]').value;
    for (const scope of ask('Runtime.getProperties', { ...scopes, ownProperties: true }).result) {
      if (!scope.value?.objectId) {
        continue;
      }
      const variables = ask('Runtime.getProperties', { objectId: scope.value.objectId, ownProperties: true }).result;
      const variable = variables.find((candidate) => candidate.name === name);
      if (variable) {
        ask('Runtime.callFunctionOn', {
          objectId: variable.value.objectId,
          functionDeclaration: `function () { ${found} = this; }`,
        });
        return globalThis[exchange];
      }
    }
    return undefined;
  } finally {
    delete globalThis[exchange];
    session.disconnect();
  }
}

const records = readClosure(isBuiltin, 'BuiltinModule')?.map;

function getBuiltin(id) {
  const record = records?.get(id);
  if (typeof record?.compileForInternalLoader !== 'function') {
    throw new Error(`rvm/register does not know its way about Node ${process.version}`);
  }
  return record;
}

/** Calls `patch` with the exports of a builtin, now or when it is first loaded, by whomever. */
function whenLoaded(id, patch) {
  const builtin = getBuiltin(id);
  if (builtin.loaded) {
    patch(builtin.exports);
    if (builtin.module) {
      builtin.syncExports();
    }
    return;
  }
  builtin.compileForInternalLoader = function compileForInternalLoader() {
    const exports = Object.getPrototypeOf(this).compileForInternalLoader.call(this);
    // Not yet if a circular require of it comes along.
    if (this.loaded) {
      delete this.compileForInternalLoader;
      patch(exports);
    }
    return exports;
  };
}

module.exports = { getBuiltin, whenLoaded };
