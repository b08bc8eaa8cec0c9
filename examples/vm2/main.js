'use strict';

// A sandbox that is a membrane of its own, built of Proxies on both sides: here it stands upon another one.

const { NodeVM, VM, VMScript } = require('vm2');

const orders = [{ id: 1, total: 20 }, { id: 2, total: 5 }];
const vm = new VM({
  timeout: 200,
  sandbox: {
    orders,
    currency: (amount) => `${amount.toFixed(2)} €`,
    Ledger: class Ledger {
      constructor() {
        this.lines = [];
      }

      add(line) {
        this.lines.push(line);
        return this;
      }
    },
  },
});

function show(code) {
  try {
    console.log(code, '→', vm.run(code));
  } catch (error) {
    console.log(code, '→', `${error.name}: ${error.message}`, error instanceof Error);
  }
}

show('orders.map((order) => currency(order.total))');
show('orders instanceof Array && Object.getPrototypeOf(orders[0]) === Object.prototype');
show('orders.push({ id: 3, total: 1 }); orders[0].total = 21; orders.length');
show('class Audited extends Ledger {} new Audited().add("first").lines');
show('undeclared');
show('orders.missing.total');
show('while (true) {}');
show('currency.constructor("return process")()');
show('new Error("m").stack.split("\\n")[0]');
console.log('on the host:', orders);

const script = new VMScript('runs = (typeof runs === "number" ? runs : 0) + 1', 'counter.js');
console.log('one script, two sandboxes:', new VM().run(script), vm.run(script), vm.run(script));

const plugins = new NodeVM({
  console: 'redirect',
  require: { builtin: ['path'], mock: { fs: { readFileSync: () => 'nothing to see' } } },
});
plugins.on('console.log', (...values) => console.log('plugin says', ...values));
const plugin = plugins.run(`
  const path = require('path');
  console.log(require('fs').readFileSync('/etc/passwd'));
  exports.name = path.basename(__filename);
  exports.later = async (value) => { await null; return { value, list: [value] } };
  exports.fail = () => { throw new RangeError('by the plugin') };
`, `${__dirname}/plugin.js`);

async function main() {
  console.log(plugin.name, await plugin.later(7));
  try {
    plugin.fail();
  } catch (error) {
    console.log(error.name, error.message, error instanceof Error);
  }
  await vm.run('Promise.reject(new TypeError("rejected inside"))').catch((error) => console.log(error.name, error.message));
}

main();
