'use strict';

jest.mock('../src/prices', () => ({
  fetchPrice: jest.fn(async (name) => ({ apple: 2, pear: 3 })[name]),
}));

const { fetchPrice } = require('../src/prices');
const { Cart, EmptyCartError } = require('../src/cart');

test('adds up with mocked prices', async () => {
  await expect(new Cart().add('apple', 2).add('pear').total()).resolves.toBe(7);
  expect(fetchPrice.mock.calls).toEqual([['apple'], ['pear']]);
  expect(fetchPrice).toHaveBeenCalledTimes(2);
});

test('rejects with a class of its own', async () => {
  await expect(new Cart().total()).rejects.toThrow(EmptyCartError);
  await expect(new Cart().total()).rejects.toBeInstanceOf(Error);
});

test('reminds in time', () => {
  jest.useFakeTimers();
  const callback = jest.fn();
  new Cart().add('apple').remind(callback, 60_000);
  jest.advanceTimersByTime(59_999);
  expect(callback).not.toHaveBeenCalled();
  jest.advanceTimersByTime(1);
  expect(callback).toHaveBeenCalledWith(1);
  jest.useRealTimers();
});

test('looks as it did', () => {
  expect(new Cart().add('apple', 2)).toMatchSnapshot();
  expect({ when: new Date(0), bytes: new Uint8Array([1, 2]), at: /x/g, in: new Set([1]) }).toMatchSnapshot();
});
