'use strict';

/** What src/api/picture.rs calls the kinds of guest objects that look alike by their properties. */
module.exports = {
  OBJECT: 0,
  ARRAY: 1,
  ARGUMENTS: 2,
  WEAK_MAP: 3,
  WEAK_SET: 4,
  FUNCTION: 5,
  CLASS: 6,
  ASYNC_FUNCTION: 7,
  GENERATOR_FUNCTION: 8,
  ASYNC_GENERATOR_FUNCTION: 9,
  PROXY: 10,
  NAMESPACE: 11,
  MAP_ITERATOR: 12,
  SET_ITERATOR: 13,
  GENERATOR: 14,
};
