import type { CustomTypesConfig } from 'pg';
import pg from 'pg';

const oid = { bytea: 17, bigint: 20, date: 1082 } as const;

/** A number, or a bigint where a number would no longer be exact (beyond 2^53). */
function parseBigint(text: string): number | bigint {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
}

/** Midnight UTC of that day, as Prisma has it; the driver would take midnight of the machine's time zone. */
function parseDate(text: string): Date {
  return new Date(`${text}T00:00:00Z`);
}

function parseBytes(text: string): Buffer {
  return Buffer.from(text.slice(2), 'hex');
}

/** Both drivers read what is not listed here alike: timestamptz as Date, json parsed, numeric as text. */
export const embeddedParsers = {
  [oid.bytea]: parseBytes,
  [oid.bigint]: parseBigint,
  [oid.date]: parseDate,
};

export const postgresParsers: CustomTypesConfig = {
  getTypeParser(id, format) {
    if (format === 'binary') return pg.types.getTypeParser(id, format);
    const own: Record<number, (text: string) => unknown> = embeddedParsers;
    return own[id] ?? pg.types.getTypeParser(id, format);
  },
};
