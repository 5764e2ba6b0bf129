import { parseArgs } from 'node:util';

export interface Arguments {
  /** Files of recordings of people, in the order given. */
  readonly humans: readonly string[];
  readonly bots: readonly string[];
  /** The file to write. */
  readonly json: string;
  readonly seed: number;
  /** A page to write with method and figures; absent when none is asked for. */
  readonly document?: string;
}

/** What the command line says that cannot be done. */
export class UsageFault extends Error {
  override readonly name = 'UsageFault';
}

export const usage = `npm run evaluate -- --humans FILE[.gz] [--humans FILE …] --bots FILE[.gz] [--bots FILE …] --json OUT [--document OUT] [--seed N]

Plays recordings (JSON lines) through the code that ships and reports who is flagged.
  --humans FILE  recordings of people; may be given again
  --bots FILE    recordings of bots; may be given again
  --json OUT     where the result is written
  --document OUT where the figures are written as a page, with the method
  --seed N       a whole number from 0 to 4294967295; 1 unless given`;

const seedMax = 0xffff_ffff;

/** The command line, understood; a `UsageFault` says what is wrong with it. */
export function readArguments(parameters: readonly string[]): Arguments {
  const { humans = [], bots = [], json, seed = '1', document } = options(parameters);
  if (humans.length + bots.length === 0)
    throw new UsageFault('no recordings: give --humans or --bots, or both');
  if (json === undefined) throw new UsageFault('where to write the result is missing: give --json OUT');
  const [read, written] = [[...humans, ...bots], document === undefined ? [json] : [json, document]];
  if ([...read, ...written].includes('')) throw new UsageFault('the name of a file is empty');
  const both = written.find((path) => read.includes(path));
  if (both !== undefined) throw new UsageFault(`${both} is to be read and to be written`);
  if (json === document) throw new UsageFault(`${json} is to be written twice`);
  if (!/^\d{1,10}$/.test(seed) || Number(seed) > seedMax) {
    throw new UsageFault(`--seed must be a whole number from 0 to ${seedMax}, not ${seed}`);
  }
  return { humans, bots, json, seed: Number(seed), ...(document === undefined ? {} : { document }) };
}

function options(parameters: readonly string[]) {
  const file = { type: 'string', multiple: true } as const;
  const one = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      args: [...parameters],
      options: { humans: file, bots: file, json: one, seed: one, document: one },
    });
    return values;
  } catch (error) {
    throw new UsageFault(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
