import { expect, test } from '@jest/globals';
import type { Database } from './database.ts';

/** Part of the database contract. */
export function valuesSurvive(database: () => Database): void {
  test('every type in use comes back as it was sent', async () => {
    const sent = {
      document: { nested: [1, 'two', null], unicode: 'ü🙂' },
      bytes: Buffer.from([0, 1, 127, 128, 255]),
      moment: new Date('2026-11-21T07:53:55.123Z'),
      words: ['plain', 'with "quotes", commas', ''],
    };
    const { rows } = await database().query(
      `select $1::jsonb as document, $2::bytea as bytes, $3::timestamptz as moment, $4::text[] as words`,
      [JSON.stringify(sent.document), sent.bytes, sent.moment, sent.words],
    );
    expect(rows).toEqual([sent]);
  });

  test('whole numbers are numbers, and exact beyond 2^53 as bigint', async () => {
    const { rows } = await database().query(
      `select 7::bigint as small, -9007199254740991::bigint as least, 9007199254740993::bigint as large, $1::int[] as several`,
      [[1, -2]],
    );
    expect(rows).toEqual([
      { small: 7, least: -9007199254740991, large: 9007199254740993n, several: [1, -2] },
    ]);
  });

  test('a date is midnight UTC, wherever the server and this process are', async () => {
    const { rows } = await database().query(
      `select '2026-11-01'::date as month, current_setting('TimeZone') as zone`,
    );
    expect(rows).toEqual([{ month: new Date('2026-11-01T00:00:00Z'), zone: 'UTC' }]);
  });

  test('a batch sent as one array per column, with nulls in it, is as many rows', async () => {
    const columns = [
      [1, 2],
      ['a', null],
      [true, null],
      [0.5, null],
      [new Date(0), null],
      ['{"x":1}', null],
      [5, null],
    ];
    const { rows, rowCount } = await database().query(
      `select * from unnest($1::int[], $2::text[], $3::boolean[], $4::real[], $5::timestamptz[], $6::jsonb[], $7::bigint[])
         as row(number, word, flag, ratio, moment, document, count)`,
      columns,
    );
    expect(rowCount).toBe(2);
    expect(rows[0]).toEqual({
      number: 1,
      word: 'a',
      flag: true,
      ratio: 0.5,
      moment: new Date(0),
      document: { x: 1 },
      count: 5,
    });
    expect(rows[1]).toEqual({
      number: 2,
      word: null,
      flag: null,
      ratio: null,
      moment: null,
      document: null,
      count: null,
    });
  });

  test('an undefined parameter is null', async () => {
    const { rows } = await database().query('select $1::text is null as missing', [undefined]);
    expect(rows).toEqual([{ missing: true }]);
  });

  test('rowCount counts the rows a write touched, returned or not', async () => {
    const write = `insert into scoring.usage_months values (1, '2026-01-01', 1), (1, '2026-02-01', 1)`;
    expect((await database().query(write)).rowCount).toBe(2);
    expect(
      (await database().query('update scoring.usage_months set events = 2 returning month')).rowCount,
    ).toBe(2);
    expect((await database().query('delete from scoring.usage_months where account_id = 2')).rowCount).toBe(
      0,
    );
  });
}
