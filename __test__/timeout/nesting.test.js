'use strict';

// Timed runs inside timed runs.

const { differential } = require('../helpers/differential.js');
const { attempt, thrown } = require('../helpers/cases.js');

const SHORT = 40;
const LONG = 5000;

const nested = (outerCode, outerTimeout, innerCode, innerTimeout) => (vm) => {
  const log = [];
  const inner = vm.createContext({ log });
  const sandbox = vm.createContext({
    log,
    run: () => vm.runInContext(innerCode, inner, innerTimeout ? { timeout: innerTimeout } : {}),
  });
  const result = attempt(() => vm.runInContext(outerCode, sandbox, outerTimeout ? { timeout: outerTimeout } : {}));
  return {
    log,
    message: result.threw?.message,
    value: result.value,
    usable: vm.runInContext('1 + 1', inner) + vm.runInContext('1', sandbox),
  };
};

differential('the inner run is the first to end', {
  'and is caught by the outer code': nested('try { run() } catch (e) { e.message }', LONG, 'for (;;);', SHORT),
  'and is not caught': nested('run(); log.push("not reached")', LONG, 'for (;;);', SHORT),
  'inside an outer run without limit': nested('try { run() } catch (e) { e.code }', 0, 'for (;;);', SHORT),
  'finally blocks of the outer code run': nested(
    'try { run() } finally { log.push("finally") }',
    LONG,
    'for (;;);',
    SHORT,
  ),
  'catch blocks of the inner code do not': nested(
    'try { run() } catch (e) { log.push("outer") }',
    LONG,
    'try { for (;;); } catch { log.push("inner") } finally { log.push("inner finally") }',
    SHORT,
  ),
  twice: nested(
    'const codes = []; for (let i = 0; i < 2; i++) try { run() } catch (e) { codes.push(e.code) } codes.join()',
    LONG,
    'for (;;);',
    SHORT,
  ),
});

differential('the outer run is the first to end', {
  'inner without a limit': nested('try { run() } catch (e) { log.push("caught") }', SHORT, 'for (;;);', 0),
  'inner with a longer limit': nested(
    'try { run() } finally { log.push("finally") }',
    SHORT,
    'try { for (;;); } catch { log.push("inner") }',
    LONG,
  ),
  'after an inner run that ended well': nested('run(); for (;;);', SHORT, '1', LONG),
  'while the outer code loops after an inner timeout': nested(
    'try { run() } catch {} for (;;);',
    SHORT * 3,
    'for (;;);',
    SHORT,
  ),
});

differential('nothing ends', {
  'both within their time': nested('run() + 1', LONG, '1', LONG),
  'an error of the inner run': nested('try { run() } catch (e) { e.message }', LONG, 'throw new Error("inner")', LONG),
  'an error that passes through': nested('run()', LONG, 'throw new Error("inner")', LONG),
});

differential('three levels', {
  'the middle one ends': (vm) => {
    const level = (code, timeout, extra) => () => vm.runInNewContext(code, extra, { timeout });
    const third = level('for (;;);', LONG, {});
    const second = level('third()', SHORT, { third });
    return level('try { second() } catch (e) { e.message }', LONG, { second })();
  },
  'the outermost one ends': (vm) => {
    const level = (code, timeout, extra) => () => vm.runInNewContext(code, extra, { timeout });
    const third = level('for (;;);', LONG, {});
    const second = level('try { third() } catch {}', LONG, { third });
    return thrown(level('try { second() } catch {}', SHORT, { second })).message;
  },
  'the same context within itself': (vm) => {
    const sandbox = vm.createContext({ again: () => vm.runInContext('for (;;);', sandbox, { timeout: SHORT }) });
    const message = vm.runInContext('try { again() } catch (e) { e.message }', sandbox, { timeout: LONG });
    return [message, vm.runInContext('1', sandbox)];
  },
});
