'use strict';

// Pictures of the iterators of maps and sets. `util.inspect` prints what such an iterator has still to give, which V8
// tells it; so the picture is an iterator that never takes a step, of a collection that holds just that.

const { privateWeakMap } = require('./tables');

const { Map, Set } = globalThis;
const uncurryThis = (method) => Function.prototype.call.bind(method);
const mapClear = uncurryThis(Map.prototype.clear);
const mapEntries = uncurryThis(Map.prototype.entries);
const mapSet = uncurryThis(Map.prototype.set);
const mapValues = uncurryThis(Map.prototype.values);
const setAdd = uncurryThis(Set.prototype.add);
const setClear = uncurryThis(Set.prototype.clear);
const setEntries = uncurryThis(Set.prototype.entries);
const setValues = uncurryThis(Set.prototype.values);

/** An iterator → how its collection is filled. */
const fillers = privateWeakMap();

/** An iterator of a map; `remaining` is as `binding.remaining` gives it. */
function makeMapIterator(remaining) {
  const map = new Map();
  const isEntries = remaining[0];
  const iterator = isEntries ? mapEntries(map) : mapValues(map);
  fillers.set(iterator, (values) => {
    mapClear(map);
    // Keys and values are both shown as values, under keys of ours.
    for (let index = 1; index < values.length; index += isEntries ? 2 : 1) {
      mapSet(map, isEntries ? values[index] : index, values[isEntries ? index + 1 : index]);
    }
  });
  return iterator;
}

function makeSetIterator(remaining) {
  const set = new Set();
  const iterator = remaining[0] ? setEntries(set) : setValues(set);
  fillers.set(iterator, (values) => {
    setClear(set);
    for (let index = 1; index < values.length; index++) setAdd(set, values[index]);
  });
  return iterator;
}

const refill = (iterator, remaining) => fillers.get(iterator)(remaining);

module.exports = { makeMapIterator, makeSetIterator, refill };
