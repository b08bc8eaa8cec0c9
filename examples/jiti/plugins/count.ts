interface Options {
  sorted: boolean;
}

export class Tally {
  readonly #counts = new Map<string, number>();

  constructor(public readonly options: Options = { sorted: true }) {}

  add(word: string): this {
    this.#counts.set(word, (this.#counts.get(word) ?? 0) + 1);
    return this;
  }

  entries(): [string, number][] {
    const entries = [...this.#counts];
    return this.options.sorted ? entries.sort(([a], [b]) => a.localeCompare(b)) : entries;
  }
}

export default function count(words: readonly string[] | null): Tally {
  if (words === null) {
    throw new TypeError('no words');
  }
  return words.reduce((tally, word) => tally.add(word), new Tally());
}

export const registry: Map<string, unknown> = ((globalThis as any).pluginRegistry ??= new Map());
registry.set('count', count);
