import { z } from 'zod';

/** Characters no database keeps, or no reader can see: controls, and halves of surrogate pairs. */
const printable = /^[^\p{Cc}\p{Cs}]*$/u;

/** Not by `regex`: it would go into the reference, and few languages read this one. */
export const isPrintable = (text: string): boolean => printable.test(text);
export const noControls = { error: 'must not hold control characters' } as const;

/** Text a person chose: trimmed, not empty, at most so many characters. */
export const printableText = (lengthMax: number) =>
  z.string().trim().min(1).max(lengthMax).refine(isPrintable, noControls);

/** ISO 8601 in UTC, as every answer gives times. */
export const timestampSchema = z.iso.datetime();

const firstMs = Date.parse('0001-01-01T00:00:00.000Z');
/** Milliseconds since 1970 of the last moment that ISO 8601 writes with a year of four digits. */
export const lastMs = Date.parse('9999-12-31T23:59:59.999Z');

/** ISO 8601 with an offset or Z, as clients may send times. An offset can move one out of the years the database reads. */
export const instantSchema = z.iso.datetime({ offset: true }).refine((time) => {
  const ms = Date.parse(time);
  return !(ms < firstMs || ms > lastMs);
}, 'must be in the years 1 to 9999 in UTC');
