import { randomUUID } from 'node:crypto';
import type { Database } from '@botect/database';
import { describe, expect, test } from '@jest/globals';
import { prismaForgetExpired } from './forget-expired.prisma.ts';

const day = 86_400_000;
const rowsAged = {
  'a count of verdicts': (database: Database, at: Date) =>
    database.query(
      `insert into accounts.verdict_hours (project_id, hour, band, action, verdicts) values (-1, $1, 'definite', 'allow', 1)`,
      [at],
    ),
  'a count of matches': (database: Database, at: Date) =>
    database.query('insert into accounts.rule_hours (rule_id, hour, matches) values (-1, $1, 1)', [at]),
  'a source of counts': (database: Database, at: Date) =>
    database.query(
      'insert into accounts.tally_sources (source, sequence, updated_at) values ($2::uuid, 1, $1)',
      [at, randomUUID()],
    ),
  'a redeemed session': (database: Database, at: Date) =>
    database.query(
      'insert into accounts.redeemed_sessions (project_id, token, redeemed_at) values (-1, $2, $1)',
      [at, randomUUID()],
    ),
} as const;
const tables = {
  'a count of verdicts': 'verdict_hours',
  'a count of matches': 'rule_hours',
  'a source of counts': 'tally_sources',
  'a redeemed session': 'redeemed_sessions',
} as const;

export function forgetExpiredContract(database: () => Database): void {
  const count = async (what: keyof typeof tables) => {
    const text = `select count(*)::int as count from accounts.${tables[what]}`;
    return (await database().query<{ count: number }>(text)).rows[0]?.count ?? 0;
  };

  describe('forgetting what expired', () => {
    test.each([
      ['a count of verdicts', 399, 401],
      ['a count of matches', 99, 101],
      ['a source of counts', 6, 8],
      ['a redeemed session', 30, 32],
    ] as const)('%s of %i days stays, of %i days goes', async (what, young, old) => {
      const forget = prismaForgetExpired(database().prisma);
      await forget();
      const before = await count(what);
      for (const days of [young, old]) await rowsAged[what](database(), new Date(Date.now() - days * day));
      await forget();
      expect(await count(what)).toBe(before + 1);
    });
  });
}
