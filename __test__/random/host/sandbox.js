'use strict';

// What the host does to a sandbox, between scripts that read, write, declare and delete globals.

const { list, oneOf, text } = require('../text.js');
const { descriptor } = require('../language/values.js');
const { guest, steps } = require('./start.js');

const name = oneOf('x', 'y', 'z', 'isNaN', 'toString', 'f');
const value = oneOf('1', '2', '"s"', 'undefined', 'null', '{ a: 1 }', '[1]', '() => 5', 'Symbol.iterator', '3n');

const sandbox = oneOf(
  '{}', '{ x: 1 }', '{ x: 1, y: "s" }', 'Object.create({ x: "inherited" })', 'Object.create(null)',
  '{ get x() { log("get x"); return 1 }, set x(v) { log("set x") } }', '{ get x() { return 7 } }',
  'Object.create({ get x() { log("inherited get"); return 7 }, set x(v) { log("inherited set") } })',
  'Object.defineProperty({}, "x", { value: 1 })', 'Object.freeze({ x: 1 })', 'Object.seal({ x: 1 })',
  'Object.preventExtensions({ x: 1 })', '{ f() { return this === sandbox } }', '{ isNaN: 1 }', '[1, 2]',
  'function x() {}', 'Object.create(Object.freeze({ x: 1 }))',
  'new (class { #p = 1; x = 2; get y() { return #p in this } })()',
);

const strict = oneOf('', '"use strict"; ');
const code = text`${strict}${oneOf(
  name,
  text`typeof ${name}`, text`this.${name}`, text`${name} = ${value}`, text`this.${name} = ${value}`,
  text`globalThis.${name} = ${value}`, text`var ${name}`, text`var ${name} = ${value}`, text`let ${name} = ${value}`,
  text`const ${name} = ${value}`, text`function ${name}() { return "declared" }`, text`class ${name} {}`,
  text`delete this.${name}`, text`Reflect.deleteProperty(globalThis, "${name}")`, text`"${name}" in this`,
  text`Object.defineProperty(globalThis, "${name}", ${descriptor(value)}) === globalThis`,
  text`Object.getOwnPropertyDescriptor(globalThis, "${name}")`, text`Object.hasOwn(globalThis, "${name}")`,
  text`globalThis.propertyIsEnumerable("${name}")`, 'Object.keys(globalThis)',
  'Object.getOwnPropertyNames(globalThis).filter((n) => /^[xyzf]$/.test(n))',
  '(() => { const names = []; for (const n in globalThis) names.push(n); return names })()',
  text`try { ${name} } catch (e) { e.name }`, text`${name}++`, text`${name} ||= ${value}`,
  text`(function () { return typeof this })()`, text`${name}()`, text`Reflect.set(globalThis, "${name}", ${value})`,
  text`Reflect.set({ __proto__: globalThis }, "${name}", ${value})`, text`Object.create(globalThis).${name}`,
  text`(() => { with ({ ${name}: 9 }) { return ${name} } })()`, text`eval("var ${name} = ${value}")`,
  text`(0, eval)("let ${name} = 1; ${name}")`, text`new Function("return typeof ${name}")()`,
  text`if (false) { function ${name}() {} } typeof ${name}`, text`[${name}] = [${value}]`,
  text`for (${name} of [${value}]);`, text`Object.isFrozen(globalThis)`, text`Object.isExtensible(globalThis)`,
  'this === globalThis', text`this[Symbol.for("k")] = ${value}`,
  text`Object.getOwnPropertySymbols(globalThis).map(String)`,
)}`;

const hostAction = oneOf(
  text`(sandbox.${name} = ${value})`, text`delete sandbox.${name}`, text`Reflect.deleteProperty(sandbox, "${name}")`,
  text`sandbox.${name}`, text`Object.defineProperty(sandbox, "${name}", ${descriptor(value)}) === sandbox`,
  text`Object.${oneOf('freeze', 'seal', 'preventExtensions')}(sandbox) === sandbox`,
  text`Object.setPrototypeOf(sandbox, ${oneOf('null', '{ x: "new proto" }', '{ get y() { log("proto y"); return 3 } }')}) === sandbox`,
  text`Object.getOwnPropertyDescriptor(sandbox, "${name}")`,
  text`Object.assign(sandbox, { ${name}: ${value} }) === sandbox`, text`(sandbox[Symbol.for("k")] = 1)`,
  text`vm.isContext(sandbox)`, text`vm.createContext(sandbox) === sandbox`,
);

const step = oneOf(
  hostAction,
  text`run(${guest(code)})`, text`run(${guest(code)})`,
  text`(() => { const script = new vm.Script(${guest(code)}); try { log(script.runInContext(sandbox)) } finally { ${hostAction} } return script.runInContext(sandbox) })()`,
);

const traps = oneOf(
  '{}', '{ get(t, k, r) { log("get", typeof k); return Reflect.get(t, k) } }',
  '{ has(t, k) { return k === "x" || Reflect.has(t, k) } }',
  '{ set(t, k, v) { log("set", k); return Reflect.set(t, k, v) } }', '{ deleteProperty() { return false } }',
  '{ defineProperty(t, k, d) { log("define", k, Object.keys(d).sort().join()); return Reflect.defineProperty(t, k, d) } }',
  '{ set() { return false } }', '{ set() { throw new RangeError("trap") } }',
  '{ getOwnPropertyDescriptor(t, k) { return Reflect.getOwnPropertyDescriptor(t, k) } }',
  '{ ownKeys() { return ["x"] } }',
);

const sandboxes = steps(sandbox, step);
const proxySandboxes = steps(text`new Proxy(${sandbox}, ${traps})`, step);
const vanillas = text`const sandbox = vm.createContext(vm.constants?.DONT_CONTEXTIFY ?? {});
${require('./start.js').start}
${list(text`attempt('step', () => ${step});`, { min: 1, max: 7, separator: '\n' })}`;

module.exports = { sandboxes, proxySandboxes, vanillas };
