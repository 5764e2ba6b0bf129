import type { Database } from '@botect/database';
import { beforeEach, expect, test } from '@jest/globals';
import { rangeOf } from './ranges.fixture.ts';
import { postgresStoredLists } from './stored-lists.postgres.ts';

const hourMs = 3_600_000;
const noon = Date.UTC(2026, 5, 14, 12);
const names = ['bing', 'googlebot'];
const bing = { name: 'bing', ranges: ['13.66.139.0/24', '2a01:111::/64'].map(rangeOf) };

/** What every home of the lists promises. */
export function storedListsContract(database: () => Database): void {
  const stored = () => postgresStoredLists(database());
  beforeEach(() => database().query('delete from scoring.network_lists'));

  test('a list kept is read by others, to the last address', async () => {
    await stored().claim('bing', noon);
    await stored().keep({ ...bing, fetchedAtMs: noon });
    expect(await stored().newerThan(noon - 1, names)).toEqual([{ ...bing, fetchedAtMs: noon }]);
    expect(await stored().newerThan(noon, names)).toEqual([]);
    expect(await stored().newerThan(0, ['googlebot'])).toEqual([]);
  });

  test('a list that is due is one process’s for an hour', async () => {
    const claims = await Promise.all([1, 2, 3].map(() => stored().claim('bing', noon)));
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await stored().claim('bing', noon + hourMs - 1)).toBe(false);
    expect(await stored().claim('bing', noon + hourMs)).toBe(true);
  });

  test('a list kept is due a day later', async () => {
    await stored().claim('bing', noon);
    await stored().keep({ ...bing, fetchedAtMs: noon });
    expect(await stored().claim('bing', noon + 24 * hourMs - 1)).toBe(false);
    expect(await stored().claim('bing', noon + 24 * hourMs)).toBe(true);
  });

  test('a refused one stays as it was', async () => {
    await stored().claim('bing', noon);
    await stored().keep({ ...bing, fetchedAtMs: noon });
    await stored().refuse('bing', 'it is empty');
    expect(await stored().newerThan(0, names)).toEqual([{ ...bing, fetchedAtMs: noon }]);
  });

  test('an older copy never takes the place of a newer one', async () => {
    await stored().claim('bing', noon);
    await stored().keep({ ...bing, fetchedAtMs: noon });
    await stored().keep({ name: 'bing', ranges: [rangeOf('1.1.1.1')], fetchedAtMs: noon - 1 });
    expect(await stored().newerThan(0, names)).toEqual([{ ...bing, fetchedAtMs: noon }]);
  });
}
