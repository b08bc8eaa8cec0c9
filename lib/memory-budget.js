'use strict';

// What the guests of a thread may have: as much again as V8 allows itself, or what the user says.

const { getHeapStatistics } = require('node:v8');

/** In bytes; 0 is no limit. */
function memoryBudget() {
  const text = process.env.RVM_MEMORY_LIMIT;
  if (text === undefined || text === '') return getHeapStatistics().heap_size_limit;
  const mebibytes = Number(text);
  if (!(mebibytes >= 0)) throw new RangeError(`RVM_MEMORY_LIMIT is no number of mebibytes: ${text}`);
  return mebibytes * 2 ** 20;
}

module.exports = { memoryBudget };
