'use strict';

/**
 * Modules of one context, made from their texts when they are first asked for. A text may be an array: the names of
 * the exports of a synthetic module, and what evaluates it.
 */
class Graph {
  constructor(vm, texts, { context = vm.createContext({}), options = {} } = {}) {
    this.vm = vm;
    this.context = context;
    this.texts = { ...texts };
    this.options = options;
    this.modules = {};
    this.log = [];
    this.linker = (specifier, referrer) => {
      this.log.push(`${referrer.identifier} > ${specifier}`);
      return this.get(specifier);
    };
  }

  get(name) {
    this.modules[name] ??= this.#make(name, this.texts[name]);
    return this.modules[name];
  }

  #make(name, text) {
    const { SourceTextModule, SyntheticModule } = this.vm;
    const options = { context: this.context, identifier: name, ...this.options };
    if (Array.isArray(text)) return new SyntheticModule(text[0], text[1], options);
    return new SourceTextModule(text, options);
  }

  async link(name) {
    await this.get(name).link(this.linker);
    return this.get(name);
  }

  async run(name, options) {
    const module = await this.link(name);
    await module.evaluate(options);
    return module;
  }

  statuses() {
    return Object.fromEntries(Object.entries(this.modules).map(([name, { status }]) => [name, status]));
  }
}

/** A graph whose modules can `log`. */
const logging = (vm, texts, settings = {}) => {
  const order = [];
  const context = vm.createContext({ log: (word) => order.push(word), ...settings.sandbox }, settings.contextOptions);
  return Object.assign(new Graph(vm, texts, { context }), { order });
};

/** What a promise ends with, as data. */
const settled = async (promise) => {
  try {
    return { value: await promise };
  } catch (error) {
    return { rejected: error };
  }
};

module.exports = { Graph, logging, settled };
