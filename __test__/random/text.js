'use strict';

// Arbitraries of source texts. fast-check shrinks what they are made of, and so the text.

const fc = require('fast-check');

const toArbitrary = (part) => (typeof part === 'string' ? fc.constant(part) : part);

/**
 * Tag of a template: each place is an arbitrary of texts, and what stands between is taken as it is written; a backslash
 * is only taken away before what would end the template.
 */
const text = ({ raw }, ...parts) => {
  const between = raw.map((part) => part.replace(/\\([`$])/g, '$1'));
  return fc.tuple(...parts.map(toArbitrary)).map((values) => String.raw({ raw: between }, ...values));
};

/** One of the choices, which are texts or arbitraries; shrinks towards the first. */
const oneOf = (...choices) => {
  const texts = choices.filter((choice) => typeof choice === 'string');
  const arbitraries = choices.filter((choice) => typeof choice !== 'string');
  if (arbitraries.length === 0) return fc.constantFrom(...texts);
  const weighted = arbitraries.map((arbitrary) => ({ arbitrary, weight: 1 }));
  if (texts.length > 0) weighted.unshift({ arbitrary: fc.constantFrom(...texts), weight: texts.length });
  return fc.oneof({ withCrossShrink: true }, ...weighted);
};

/** Some texts of the arbitrary, joined. */
const list = (part, { min = 0, max = 3, separator = ', ' } = {}) =>
  fc.array(toArbitrary(part), { minLength: min, maxLength: max, size: 'max' }).map((parts) => parts.join(separator));

/** Statements that log what each of some expressions gives, or throws. */
const attempts = (expression, max = 5) =>
  text`${list(text`try { log(${expression}) } catch (e) { log(e) }`, { min: 1, max, separator: '\n' })}
undefined`;

/**
 * Arbitraries that refer to each other. `leaves` and `branches` are functions of `tie`, which names an arbitrary; each
 * gives for each name a list of choices. The deeper the text nests, the rarer are branches.
 */
const grammar = (rules, { maxDepth = 4 } = {}) =>
  fc.letrec((tie) => {
    const described = rules(tie);
    return Object.fromEntries(
      Object.entries(described).map(([name, { leaves, branches }]) => [
        name,
        fc.oneof(
          { maxDepth, depthSize: 'small', withCrossShrink: true, depthIdentifier: 'nesting' },
          { arbitrary: oneOf(...leaves), weight: 2 },
          ...branches.map((branch) => ({ arbitrary: toArbitrary(branch), weight: 1 })),
        ),
      ]),
    );
  });

module.exports = { text, oneOf, list, attempts, grammar };
