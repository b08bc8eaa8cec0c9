'use strict';

const os = require('os');

test('literals are of the classes of the realm', () => {
  expect([]).toBeInstanceOf(Array);
  expect({}).toBeInstanceOf(Object);
  expect(() => {}).toBeInstanceOf(Function);
  expect(Promise.resolve()).toBeInstanceOf(Promise);
  expect(new Error('x')).toBeInstanceOf(Error);
  expect(Buffer.from('x')).toBeInstanceOf(Uint8Array);
});

test('what Node made equals what is written', () => {
  expect(JSON.parse('{"a":[1,{"b":2}]}')).toEqual({ a: [1, { b: 2 }] });
  expect(Object.keys(os.constants.signals)).toEqual(expect.arrayContaining(['SIGINT']));
  expect(new Map([[1, { a: 1 }]])).toEqual(new Map([[1, { a: 1 }]]));
  expect({ a: undefined, b: 1 }).toEqual({ b: 1 });
  expect({ a: undefined, b: 1 }).not.toStrictEqual({ b: 1 });
});

test('a stack names the line', () => {
  const { stack } = new Error('here');
  expect(stack.split('\n')[0]).toBe('Error: here');
  expect(stack).toMatch(/realm\.js:23:21/);
});

test.each([[1, 2, 3], [4, 5, 9]])('%i + %i is %i', (a, b, sum) => {
  expect(a + b).toBe(sum);
});

test('fails on purpose', () => {
  expect({ name: 'Ada', tags: ['x', 'y'] }).toEqual({ name: 'Ada', tags: ['x', 'z'] });
});
