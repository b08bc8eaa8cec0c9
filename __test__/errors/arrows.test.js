'use strict';

// The decoration of error.stack: file and line, the source line and carets, put above the stack.

const { differential } = require('../helpers/differential.js');
const { attempt, guestStack, heading, thrown } = require('../helpers/cases.js');

const headingOf =
  (code, options = {}) =>
  (vm) =>
    heading(thrown(() => vm.runInContext(code, vm.createContext(), { filename: 'f.vm', ...options })));

differential('thrown errors', {
  throw: headingOf('throw new Error("boo")'),
  'on a later line': headingOf('\n\nthrow new Error("boo")'),
  indented: headingOf('if (true) {\n    throw new Error("boo")\n}'),
  'with tabs': headingOf('{\n\t\tthrow new Error("boo")\n}'),
  'in a function': headingOf('function f() {\n  throw new Error("boo")\n}\nf()'),
  'an error made earlier': headingOf('const e = new Error("boo");\n\nthrow e'),
  rethrown: headingOf('try {\n  throw new Error("boo")\n} catch (e) {\n  throw e\n}'),
  'with finally': headingOf('try {\n  throw new Error("boo")\n} finally {\n  1\n}'),
  'of a property of null': headingOf('const o = null;\no.a.b'),
  'of a missing name': headingOf('1;\n  nope'),
  'of a call': headingOf('const o = {};\no.missing()'),
  'by a builtin': headingOf('\n[].reduce((a) => a)'),
  'by a callback': headingOf('[1, 2].forEach((n) => {\n  throw new Error(n)\n})'),
  'by a host function': (vm) =>
    heading(
      thrown(() =>
        vm.runInNewContext(
          '1;\n  fail()',
          {
            fail() {
              throw new Error('host');
            },
          },
          'f.vm',
        ),
      ),
    ),
  'a long line': headingOf(`${' '.repeat(300)}throw new Error("boo")`),
  'wide characters': headingOf('"äöü\u{1f600}"; throw new Error("boo")'),
  'CRLF lines': headingOf('1\r\n2;\r\n throw new Error("boo")\r\n3'),
  'a message of several lines': headingOf('throw new Error("one\\ntwo")'),
  'an empty message': headingOf('throw new Error'),
  'a subclass': headingOf('class Mine extends Error {}\nthrow new Mine("boo")'),
  'a plain object with a stack': (vm) =>
    attempt(() => vm.runInNewContext('throw { stack: "my stack", a: 1 }', {}, 'f.vm')),
  'a plain object': (vm) => attempt(() => vm.runInNewContext('throw { a: 1 }', {}, 'f.vm')),
  'a primitive': (vm) => attempt(() => vm.runInNewContext('throw "text"', {}, 'f.vm')),
  'a stack that is no string': (vm) =>
    thrown(() => vm.runInNewContext('const e = new Error("m"); e.stack = 5; throw e', {}, 'f.vm')).stack,
  'a deleted stack': (vm) =>
    thrown(() => vm.runInNewContext('const e = new Error("m"); delete e.stack; throw e', {}, 'f.vm')).stack,
  'a stack of its own': (vm) =>
    thrown(() => vm.runInNewContext('const e = new Error("m"); e.stack = "mine"; throw e', {}, 'f.vm')).stack,
  'a frozen error': headingOf('throw Object.freeze(new Error("boo"))'),
  'a sourceURL comment': headingOf('throw new Error("boo")\n//# sourceURL=named.vm'),
  'a line with the magic words': headingOf('/* node-do-not-add-exception-line */ throw new Error("boo")'),
  redeclaration: (vm) => {
    const sandbox = vm.createContext();
    vm.runInContext('let x', sandbox);
    return heading(thrown(() => vm.runInContext('1;\nlet x', sandbox, 'f.vm')));
  },
  'from eval': (vm) => heading(thrown(() => vm.runInNewContext('eval("throw new Error(1)")', {}, 'f.vm'))),
  'from new Function': (vm) =>
    heading(thrown(() => vm.runInNewContext('new Function("\\nthrow new Error(1)")()', {}, 'f.vm'))),
});

differential('offsets', {
  lineOffset: headingOf('\nthrow new Error("boo")', { lineOffset: 10 }),
  'columnOffset on the first line': headingOf(' throw new Error()', { lineOffset: 32, columnOffset: 123 }),
  'columnOffset on a later line': headingOf('\n throw new Error()', { columnOffset: 123 }),
  'of a SyntaxError': headingOf('\n  b c', { lineOffset: 10, columnOffset: 5 }),
  'of a SyntaxError on the first line': headingOf('  b c', { lineOffset: 10, columnOffset: 5 }),
  negative: headingOf('\n\nthrow new Error("boo")', { lineOffset: -1 }),
  'of a script': (vm) =>
    heading(
      thrown(() => new vm.Script('throw new Error("boo")', { filename: 's.vm', lineOffset: 4 }).runInNewContext()),
    ),
  'of compileFunction': (vm) =>
    heading(thrown(() => vm.compileFunction('\nb c', [], { filename: 'c.vm', lineOffset: 4, columnOffset: 4 }))),
});

differential('displayErrors: false', {
  'a thrown error': headingOf('throw new Error("boo")', { displayErrors: false }),
  'a SyntaxError': headingOf('b c', { displayErrors: false }),
  'script.runInContext': (vm) =>
    heading(
      thrown(() => new vm.Script('throw new Error("boo")', 's.vm').runInNewContext({}, { displayErrors: false })),
    ),
  runInThisContext: (vm) =>
    heading(thrown(() => vm.runInThisContext('throw new Error("boo")', { filename: 't.vm', displayErrors: false }))),
});

differential('where', {
  'new Script': (vm) => heading(thrown(() => new vm.Script('var 5;', 's.vm'))),
  runInThisContext: (vm) => heading(thrown(() => vm.runInThisContext('var 5;', 't.vm'))),
  'runInThisContext, thrown': (vm) => heading(thrown(() => vm.runInThisContext('\nthrow new Error("boo")', 't.vm'))),
  'script.runInNewContext': (vm) =>
    heading(thrown(() => new vm.Script('\nthrow new Error("boo")', 's.vm').runInNewContext())),
  compileFunction: (vm) => heading(thrown(() => vm.compileFunction('b c'))),
  'compileFunction, thrown later': (vm) =>
    heading(thrown(vm.compileFunction('throw new Error("boo")', [], { filename: 'c.vm' }))),
  'a function called later': (vm) =>
    heading(thrown(vm.runInNewContext('() => { throw new Error("boo") }', {}, 'f.vm'))),
  'default file name': (vm) => heading(thrown(() => vm.runInNewContext('throw new Error("boo")'))),
  'an empty file name': (vm) => heading(thrown(() => vm.runInNewContext('b c', {}, { filename: '' }))),
});

differential('decorated once', {
  'nested runs': (vm) => {
    const sandbox = vm.createContext({ vm });
    return heading(
      thrown(() =>
        vm.runInContext('1;\nvm.runInNewContext("throw new Error(`boo`)", {}, "inner.vm")', sandbox, 'outer.vm'),
      ),
    );
  },
  'an inner SyntaxError': (vm) =>
    heading(thrown(() => vm.runInNewContext('\nvm.runInThisContext("b c", "inner.vm")', { vm }, 'outer.vm'))),
  'thrown again in another run': (vm) => {
    const error = thrown(() => vm.runInNewContext('throw new Error("boo")', {}, 'one.vm'));
    const again = thrown(() => vm.runInNewContext('\nthrow e', { e: error }, 'two.vm'));
    return [again === error, heading(again)];
  },
  'a host error thrown through the guest': (vm) => {
    const error = new Error('mine');
    const got = thrown(() =>
      vm.runInNewContext(
        '1;\n toss()',
        {
          toss() {
            throw error;
          },
        },
        'f.vm',
      ),
    );
    return [got === error, heading(got)];
  },
  'a host error thrown by the guest itself': (vm) =>
    heading(thrown(() => vm.runInNewContext('\nthrow e', { e: new Error('made before') }, 'f.vm'))),
  'seen by the guest before it leaves': (vm) => {
    const sandbox = vm.createContext();
    const error = thrown(() =>
      vm.runInContext('var e = new Error("boo"); var before = e.stack; throw e', sandbox, 'f.vm'),
    );
    return [heading({ stack: sandbox.before }), heading(error), vm.runInContext('e.stack', sandbox) === error.stack];
  },
});

differential('the whole decorated stack', {
  thrown: (vm) =>
    guestStack(thrown(() => vm.runInNewContext('function f() {\n  throw new Error("boo")\n}\nf()', {}, 'f.vm'))),
  'of a missing name': (vm) => guestStack(thrown(() => vm.runInNewContext('\n  nope', {}, 'f.vm'))),
  'of a SyntaxError': (vm) => guestStack(thrown(() => vm.runInNewContext('b c', {}, 'f.vm'))),
  'of runInThisContext': (vm) =>
    guestStack(thrown(() => vm.runInThisContext('(() => { throw new Error("boo") })()', 'f.vm'))),
});
