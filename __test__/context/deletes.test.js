'use strict';

// Deleting names, and what the guest still sees when the host deletes what the guest had written.

const { differential } = require('../helpers/differential.js');
const { rows } = require('../helpers/cases.js');

const fixed = () => Object.defineProperty({}, 'x', { value: 1, enumerable: true });
const hostDeletes = (sandbox) => delete sandbox.x;

differential(
  'deletes',
  rows([
    [() => ({ x: 1 }), 'delete x', 'typeof x'],
    [() => ({ x: 1 }), 'delete this.x', '"x" in this'],
    [() => ({ x: 1 }), '"use strict"; delete this.x', 'typeof x'],
    [() => ({ x: 1 }), 'Reflect.deleteProperty(this, "x")', 'typeof x'],
    [() => ({}), 'delete nope', 'delete this.nope', '"use strict"; delete this.nope'],
    [() => ({}), 'delete Array', 'typeof Array', '[].length', '[].constructor.name'],
    [() => ({}), 'delete this.undefined', '"use strict"; delete this.undefined', 'delete this.NaN'],
    [fixed, 'delete x', 'delete this.x', '"use strict"; delete this.x', 'Reflect.deleteProperty(this, "x")', 'x'],
    [() => Object.create({ x: 1 }), 'delete x', 'x', 'delete this.x', 'x'],
    [() => Object.create({ x: 1 }), 'x = 2; delete x', 'x'],
    [
      () => ({
        get x() {
          return 1;
        },
      }),
      'delete x',
      'typeof x',
    ],
    [() => ({}), 'x = 1; delete x', 'typeof x', 'x = 2; x'],
    [() => ({}), 'var x = 1; delete x', 'delete this.x', 'x', (s) => 'x' in s],
    [() => ({}), 'function x() {} delete x', 'typeof x', (s) => 'x' in s],
    [() => ({}), 'let x = 1; delete x', 'x'],
    [() => ({}), 'eval("var x = 1"); delete x', 'typeof x'],
    [() => ({}), 'this[0] = 1; [delete this[0], delete this[1], 0 in this]'],
    [() => Object.freeze({ x: 1 }), 'delete x', 'delete this.x', 'x'],
    [() => Object.seal({ x: 1 }), 'x = 2; delete this.x', 'x'],
  ]),
);

// The global object keeps a copy of what the guest wrote. It shows only after the host's delete.
differential(
  'host deletes after the guest wrote',
  rows([
    [() => ({}), 'x = 1', hostDeletes, 'x', '"x" in this'],
    [() => ({}), 'this.x = 1', hostDeletes, 'x'],
    [() => ({}), 'var x = 1', hostDeletes, 'x'],
    [() => ({}), 'function x() { return 4 }', hostDeletes, 'x()'],
    [() => ({}), 'Object.defineProperty(this, "x", { value: 1, configurable: true }); 0', hostDeletes, 'x'],
    [() => ({ x: 0 }), 'x = 1', hostDeletes, 'x'],
    [
      () => ({ x: 0 }),
      'x = 1',
      (s) => {
        s.x = 2;
      },
      'x',
      hostDeletes,
      'x',
    ],
    [() => ({ x: 0 }), 'x', hostDeletes, 'typeof x', '"x" in this'],
    [() => ({ set x(value) {} }), 'x = 1', hostDeletes, 'typeof x'],
    [
      () => ({
        get x() {
          return 1;
        },
      }),
      'x = 2',
      hostDeletes,
      'typeof x',
    ],
    [() => Object.defineProperty({}, 'x', { value: 0, configurable: true }), 'x = 1', hostDeletes, 'typeof x'],
    [() => ({}), 'x = 1; delete x', hostDeletes, 'typeof x'],
    [() => ({}), 'var x = 1; delete x', 'x', (s) => 'x' in s],
    [() => ({}), 'x = 1', hostDeletes, 'x = 2', (s) => s.x],
    [() => ({}), 'Array = 1', (s) => delete s.Array, 'Array', 'delete this.Array; typeof Array'],
    [() => ({}), 'x = 1', hostDeletes, 'Object.keys(this).join()', 'delete x', 'typeof x'],
    [
      () => ({}),
      'x = 1',
      (s) => {
        s.x = 5;
      },
      'x',
      'x += 1',
      (s) => s.x,
    ],
  ]),
);
