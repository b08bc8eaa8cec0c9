'use strict';

// Unique symbols of one side are paired with unique symbols of the other; src/membrane/symbols.rs has the pairs.

const { privateMap } = require('./tables');

const ids = privateMap();
const { keyFor } = Symbol;
const symbolFor = Symbol.for;
const MakeSymbol = Symbol;
const description = Function.prototype.call.bind(Object.getOwnPropertyDescriptor(Symbol.prototype, 'description').get);

/** In the order of WELL_KNOWN in src/membrane/symbols.rs. */
const wellKnown = [
  Symbol.asyncIterator, Symbol.hasInstance, Symbol.isConcatSpreadable, Symbol.iterator, Symbol.match, Symbol.matchAll,
  Symbol.replace, Symbol.search, Symbol.species, Symbol.split, Symbol.toPrimitive, Symbol.toStringTag,
  Symbol.unscopables,
];

module.exports = {
  wellKnown,
  symbolId: (symbol) => ids.get(symbol) ?? -1,
  pairSymbol: (symbol, id) => {
    ids.set(symbol, id);
  },
  symbolDescription: (symbol) => {
    const key = keyFor(symbol);
    if (key !== undefined) return [true, key];
    const text = description(symbol);
    return text === undefined ? undefined : [false, text];
  },
  makeSymbol: (text, registered) => (registered ? symbolFor(text) : MakeSymbol(text)),
};
