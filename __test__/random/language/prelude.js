// Guest code, run before each guest program: what the programs may use. `fuel` ends recursions and loops.

var fuel = 60,
  symbol = Symbol('description');
function identity(x) {
  return x;
}
function adder(x, y) {
  return x + y;
}
function thrower(x) {
  throw x;
}
class Point {
  constructor(x, y) {
    this.x = x;
    this.y = y;
  }
  get sum() {
    return this.x + this.y;
  }
  static toString() {
    return 'Point';
  }
}
function* numbers() {
  try {
    yield 1;
    yield 2;
    yield 3;
  } finally {
    log('numbers closed');
  }
}
function watched(count) {
  return {
    [Symbol.iterator]() {
      let at = 0;
      log('iterator');
      return {
        next(...given) {
          log('next', ...given);
          return { done: at >= count, value: at++ };
        },
        return(value) {
          log('return', value);
          return {};
        },
      };
    },
  };
}
