import { hashRequestId } from '@botect/contracts';
import type { Sql } from '@botect/database';
import { expect, test } from '@jest/globals';
import { ledger } from './ledger.ts';
import type { Batch } from './traffic.ts';

const project = { accountId: 1, projectId: 1, siteKey: 'pk', privateKey: 'sk' };
const batch: Batch = { session: 's', body: '', ids: ['a', 'b', 'c'], eventCount: 3 };
/** The second event of the batch scrolled once, the third twice. */
const scrolledOnce = 3;

interface Stored {
  readonly metered: number;
  readonly seen: readonly string[];
  readonly scrolls: number;
}

/** A database that holds this session and metered so much. */
function holding({ metered, seen, scrolls }: Stored): Sql {
  const session = { token: 's', seen: seen.map(hashRequestId), scrolls };
  const query = async (text: string) => {
    const rows = text.includes('usage_months') ? [{ events: metered }] : [session];
    return { rows, rowCount: 1 };
  };
  return { query } as unknown as Sql;
}

const whole: Stored = { metered: 3, seen: batch.ids, scrolls: scrolledOnce };

test.each<[string, Stored, { lost: number; twice: number }]>([
  ['nothing when all is there once', whole, { lost: 0, twice: 0 }],
  ['what no session has', { metered: 2, seen: ['a', 'c'], scrolls: 2 }, { lost: 1, twice: 0 }],
  ['what a session remembers twice', { ...whole, seen: ['a', 'b', 'b', 'c'] }, { lost: 0, twice: 1 }],
  ['what was metered beyond', { ...whole, metered: 5 }, { lost: 0, twice: 2 }],
  ['what was added up beyond', { ...whole, scrolls: 5 }, { lost: 0, twice: 2 }],
])('a ledger tells of %s', async (_, stored, told) => {
  const books = ledger();
  books.sent(batch);
  books.acknowledged(batch);
  expect(await books.settlement(holding(stored), project)).toMatchObject({ acknowledged: 3, ...told });
});

test('what was sent and kept without an answer is neither lost nor twice', async () => {
  const books = ledger();
  books.sent(batch);
  const settled = await books.settlement(holding(whole), project);
  expect(settled).toEqual({ acknowledged: 0, counted: 3, lost: 0, twice: 0 });
});
