/** Writes synthetic bots as a file of recordings; see README.md. */
import { createWriteStream } from 'node:fs';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { createGzip } from 'node:zlib';
import { families } from './families/index.ts';
import { syntheticRecordings } from './families/synthetic-recordings.ts';
import { readRecordings } from './recordings/read-recordings.ts';
import type { Recording } from './recordings/recording.ts';

const perFamilyMax = 100_000;

async function write(): Promise<void> {
  const file = { type: 'string', multiple: true, default: [] as string[] } as const;
  const { values } = parseArgs({
    options: {
      humans: file,
      family: file,
      out: { type: 'string' },
      seed: { type: 'string', default: '1' },
      'per-family': { type: 'string', default: '100' },
    },
  });
  if (values.out === undefined) throw new Error('where to write is missing: give --out FILE[.gz]');
  const humans: Recording[] = [];
  for (const path of values.humans) for await (const one of readRecordings(path, 'human')) humans.push(one);
  const recordings = syntheticRecordings({
    seed: whole('--seed', values.seed, 0xffff_ffff),
    perFamily: whole('--per-family', values['per-family'], perFamilyMax),
    humans,
    families: chosen(values.family),
  });
  const lines = Readable.from(linesOf(recordings));
  const out = createWriteStream(values.out);
  const steps: Writable[] = values.out.endsWith('.gz') ? [createGzip(), out] : [out];
  await pipeline([lines, ...steps]);
}

function* linesOf(recordings: Iterable<Recording>): Generator<string> {
  for (const recording of recordings) yield `${JSON.stringify(recording)}\n`;
}

function chosen(names: readonly string[]) {
  const unknown = names.filter((name) => !families.some((family) => family.name === name));
  if (unknown.length > 0) {
    throw new Error(
      `no family ${unknown.join(', ')}; there are: ${families.map(({ name }) => name).join(', ')}`,
    );
  }
  return names.length === 0 ? families : families.filter(({ name }) => names.includes(name));
}

function whole(name: string, text: string, max: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0 && value <= max) return value;
  throw new Error(`${name} must be a whole number from 0 to ${max}`);
}

try {
  await write();
} catch (error) {
  process.exitCode = 1;
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
}
