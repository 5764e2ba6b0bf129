import { randomUUID } from 'node:crypto';
import type { Database } from '@botect/database';
import { describe, expect, test } from '@jest/globals';
import { buildAccount } from './account-builder.fixture.ts';
import { prismaForgetExpired } from './forget-expired.prisma.ts';
import { prismaPeopleStores } from './people-store.prisma.ts';
import { prismaRedeemSession } from './redeem-session.prisma.ts';
import { seedSessions } from './seed-sessions.fixture.ts';

const day = 86_400_000;
const auditDays = 120;
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
  'an open suggestion': async (database: Database, at: Date) => {
    const { projectId, accountId } = await buildAccount(database);
    await database.query(
      `insert into accounts.rule_suggestions (account_id, project_id, kind, subject, expression_source, action, sessions,
        bot_sessions, period_start, period_end, status, updated_at)
       select $1, $2, 'network', status, '', 'block', 20, 20, $3, $3, status, $3
       from unnest(array['open', 'applied', 'dismissed']) as status`,
      [accountId, projectId, at],
    );
  },
  'a redeemed session': (database: Database, at: Date) =>
    database.query(
      'insert into accounts.redeemed_sessions (project_id, token, redeemed_at) values (-1, $2, $1)',
      [at, randomUUID()],
    ),
  'a revoked key': async (database: Database, at: Date) => {
    const { accountId } = await buildAccount(database);
    await database.query(
      `insert into accounts.keys (kind, account_id, label, key_hash, last_four, expires_at, revoked_at) values
        ('account', $1, 'old', gen_random_uuid()::text::bytea, 'aaaa', 'infinity', $2),
        ('account', $1, 'live', gen_random_uuid()::text::bytea, 'aaaa', null, null)`,
      [accountId, at],
    );
  },
  'a key that ended': async (database: Database, at: Date) => {
    const { accountId } = await buildAccount(database);
    await database.query(
      `insert into accounts.keys (kind, account_id, label, key_hash, last_four, expires_at)
       values ('account', $1, 'old', gen_random_uuid()::text::bytea, 'aaaa', $2)`,
      [accountId, at],
    );
  },
  'a note of a change': (database: Database, at: Date) =>
    database.query('insert into accounts.policy_changes (project_id, at) values (-1, $1)', [at]),
  'an entry of the audit': (database: Database, at: Date) =>
    database.query(
      // Written before all others, as an old entry is.
      `insert into accounts.audit_entries (id, account_id, at, actor_kind, actor_name, action, subject, request_id, address)
       values (-floor(extract(epoch from now() - $1)), -1, $1, 'system', '', '', '', '', '')`,
      [at],
    ),
} as const;
const tables = {
  'a count of verdicts': 'verdict_hours',
  'a count of matches': 'rule_hours',
  'a source of counts': 'tally_sources',
  'an open suggestion': `rule_suggestions where status = 'open'`,
  'a redeemed session': 'redeemed_sessions',
  'a revoked key': 'keys where revoked_at is not null',
  'a key that ended': 'keys where expires_at < now()',
  'a note of a change': 'policy_changes',
  'an entry of the audit': 'audit_entries where account_id = -1',
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
      ['an open suggestion', 6, 8],
      ['a redeemed session', 7, 9],
      ['a revoked key', 399, 401],
      ['a key that ended', 399, 401],
      ['a note of a change', 0, 1],
      ['an entry of the audit', 119, 121],
    ] as const)('%s of %i days stays, of %i days goes', async (what, young, old) => {
      const forget = prismaForgetExpired(database().prisma);
      await forget(auditDays);
      const before = await count(what);
      for (const days of [young, old]) await rowsAged[what](database(), new Date(Date.now() - days * day));
      await forget(auditDays);
      expect(await count(what)).toBe(before + 1);
    });

    test.each([
      ['invited', [null], 1],
      ['active', ['accepted'], 1],
      ['active', ['accepted', 'new password', 'another'], 1],
      ['active', ['accepted', null], 2],
    ] as const)('whoever is %s stays so by codes used years ago for %j', async (status, uses, kept) => {
      const { accountId, userId } = await buildAccount(database());
      const { members, invitations } = prismaPeopleStores(database().prisma);
      for (const [at, use] of uses.entries()) {
        await invitations.create({ accountId, userId }, `${userId} ${at}`, 7);
        if (use !== null) await invitations.use(`${userId} ${at}`);
      }
      const aged = `update accounts.invitations set used_at = used_at - interval '3 years',
        expires_at = expires_at - interval '3 years' where user_id = $1`;
      await database().query(aged, [userId]);
      await prismaForgetExpired(database().prisma)(auditDays);
      expect((await members.list(accountId))[0]?.member.status).toBe(status);
      expect(await database().prisma.invitation.count({ where: { userId } })).toBe(kept);
    });

    test('a session that is still there stays redeemed, however long ago that was', async () => {
      const own = await buildAccount(database());
      await seedSessions(database(), own, [{ token: 'kept', score: 50, lastSeenMs: 0 }]);
      const redeemedAt = new Date(0);
      await database().prisma.redeemedSession.create({
        data: { projectId: own.projectId, token: 'kept', redeemedAt },
      });
      await prismaForgetExpired(database().prisma)(auditDays);
      expect(await prismaRedeemSession(database().prisma)(own.projectId, 'kept')).toBe(false);
    });

    test('more than one slice of it goes in one round', async () => {
      const text = `insert into accounts.rule_hours select -n, now() - interval '101 days', 1 from generate_series(1, 2500) n`;
      await database().query(text);
      await prismaForgetExpired(database().prisma)(auditDays);
      const left = await database().query(
        `select from accounts.rule_hours where hour < now() - interval '100 days'`,
      );
      expect(left.rowCount).toBe(0);
    });

    test('no entry of the audit of the last ninety days goes, whatever is asked for', async () => {
      const forget = prismaForgetExpired(database().prisma);
      await forget(0);
      const before = await count('an entry of the audit');
      await rowsAged['an entry of the audit'](database(), new Date(Date.now() - 89 * day));
      await forget(0);
      expect(await count('an entry of the audit')).toBe(before + 1);
      await expect(database().query('delete from accounts.audit_entries')).rejects.toThrow(
        'permission denied',
      );
    });

    test('what was decided about a suggestion is remembered for good', async () => {
      const decided = async () => {
        const text = `select count(*)::int as count from accounts.rule_suggestions where status <> 'open'`;
        return (await database().query<{ count: number }>(text)).rows[0]?.count ?? 0;
      };
      const before = await decided();
      await rowsAged['an open suggestion'](database(), new Date(0));
      await prismaForgetExpired(database().prisma)(auditDays);
      expect(await decided()).toBe(before + 2);
    });
  });
}
