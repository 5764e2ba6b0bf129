import { z } from 'zod';
import { Problem } from './problem.ts';
import { actions, bands } from './verdict.ts';

const time = z.int().min(0);
const count = z.int().min(1);

/**
 * What one process counted since its record before: uses of keys, verdicts and matches of rules by the hour (UTC) they
 * began in. Times are milliseconds since 1970 UTC.
 */
export const tallyRecordSchema = z.object({
  v: z.literal(1),
  /** The process; a new one at every start. */
  source: z.guid(),
  /** 1, 2, … of this source; a record that comes again has the number it had. */
  sequence: z.int().min(1),
  from: time,
  to: time,
  keys: z.array(z.tuple([z.guid(), time])).readonly(),
  verdicts: z.array(z.tuple([z.int(), time, z.enum(bands), z.enum(actions), count])).readonly(),
  rules: z.array(z.tuple([z.int(), time, count])).readonly(),
});
export type TallyRecord = Readonly<z.infer<typeof tallyRecordSchema>>;

export function encodeTally(record: TallyRecord): Buffer {
  return Buffer.from(JSON.stringify(record));
}

/** Reads a record back. Throws INVALID_PAYLOAD when it is not one. */
export function decodeTally(value: Buffer): TallyRecord {
  try {
    return tallyRecordSchema.parse(JSON.parse(value.toString()));
  } catch (cause) {
    throw new Problem('INVALID_PAYLOAD', 'not a tally', { cause });
  }
}
