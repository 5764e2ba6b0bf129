import { accessSync, constants } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { UsageFault } from '../arguments.ts';

export interface FitArguments {
  /** Files of recordings of people. */
  readonly humans: readonly string[];
  /** Where the weights go: where scoring reads them, unless given. */
  readonly out: string;
  /** Where the figures of people and families left out go: where `--document` reads them, unless given. */
  readonly report: string;
  readonly seed: number;
  /** Stretches cut out of each recording of a person. */
  readonly perHuman: number;
  /** Recordings made of each family. */
  readonly perFamily: number;
}

export const fitUsage = `node evaluate/fit/main.ts --humans FILE[.gz] [--humans FILE …] [--seed N] [--out FILE] [--report FILE]

Fits the weights of the motion model and writes them where scoring reads them, with a report beside.
  --humans FILE    recordings of people; may be given again
  --seed N         a whole number; 1 unless given
  --out FILE       services/scoring/src/core/motion-weights.json unless given
  --report FILE    evaluate/fit/report.json unless given
  --per-human N    stretches of each recording of a person; 300 unless given
  --per-family N   recordings of each family; 150 unless given`;

const root = join(import.meta.dirname, '../..');
const [seedMax, samplesMax] = [0xffff_ffff, 10_000];

const text = (preset: string) => ({ type: 'string', default: preset }) as const;
const options = {
  humans: { type: 'string', multiple: true, default: [] as string[] },
  seed: text('1'),
  out: text(join(root, 'services/scoring/src/core/motion-weights.json')),
  report: text(join(root, 'evaluate/fit/report.json')),
  'per-human': text('300'),
  'per-family': text('150'),
} as const;

/** The command line, understood; a `UsageFault` says what is wrong with it. */
export function readFitArguments(parameters: readonly string[]): FitArguments {
  const { humans, out, report, seed, ...counts } = valuesOf(parameters);
  if (humans.length === 0) throw new UsageFault('no recordings of people: give --humans FILE');
  // Fitting takes minutes: a place that cannot be written to is found before.
  for (const path of [out, report]) mustBeWritable(path);
  return {
    ...{ humans, out, report },
    seed: whole('--seed', seed, [0, seedMax]),
    perHuman: whole('--per-human', counts['per-human'], [1, samplesMax]),
    perFamily: whole('--per-family', counts['per-family'], [1, samplesMax]),
  };
}

function valuesOf(parameters: readonly string[]) {
  try {
    return parseArgs({ args: [...parameters], options }).values;
  } catch (error) {
    throw new UsageFault(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function whole(name: string, given: string, [min, max]: readonly [number, number]): number {
  const value = /^\d{1,10}$/.test(given) ? Number(given) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw new UsageFault(`${name} must be a whole number from ${min} to ${max}, not ${given}`);
}

function mustBeWritable(path: string): void {
  try {
    accessSync(dirname(path), constants.W_OK);
  } catch (error) {
    throw new UsageFault(`${path} cannot be written to`, { cause: error });
  }
}
