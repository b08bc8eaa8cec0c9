import { EOL } from 'node:os';
import { Readable } from 'node:stream';

type Line = { number: number; text: string };

export default async function lines(source: string): Promise<Line[]> {
  const found: Line[] = [];
  for await (const text of Readable.from(source.replaceAll(EOL, '\n').split('\n'))) {
    if (text) found.push({ number: found.length + 1, text });
  }
  return found;
}
