import { z } from 'zod';

/** Characters no database keeps, or no reader can see: controls, and halves of surrogate pairs. */
const printable = /^[^\p{Cc}\p{Cs}]*$/u;

/** Text a person chose: trimmed, not empty, at most so many characters. */
export const printableText = (lengthMax: number) =>
  z.string().trim().min(1).max(lengthMax).regex(printable, 'must not hold control characters');

/** ISO 8601 in UTC, as every answer gives times. */
export const timestampSchema = z.iso.datetime();
