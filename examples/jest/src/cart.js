'use strict';

const { fetchPrice } = require('./prices');

class EmptyCartError extends Error {
  name = 'EmptyCartError';
}

class Cart {
  items = [];

  add(name, quantity = 1) {
    this.items.push({ name, quantity });
    return this;
  }

  async total() {
    if (this.items.length === 0) {
      throw new EmptyCartError('nothing in it');
    }
    const prices = await Promise.all(this.items.map(({ name }) => fetchPrice(name)));
    return prices.reduce((sum, price, index) => sum + price * this.items[index].quantity, 0);
  }

  remind(callback, after) {
    return setTimeout(() => callback(this.items.length), after);
  }
}

module.exports = { Cart, EmptyCartError };
