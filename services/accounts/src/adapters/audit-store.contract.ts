import { type AuditQuery, auditQuerySchema } from '@botect/contracts';
import type { Database } from '@botect/database';
import { describe, expect, test } from '@jest/globals';
import { prismaAuditStore } from './audit-store.prisma.ts';

let accounts = 9_000_000;
const actor = { kind: 'person', id: '42', name: 'Ada' } as const;
const system = { kind: 'system', id: null, name: 'operator' } as const;
const note = (action: string, projectId: number | null = null) => ({
  action,
  subject: 'rule',
  subjectId: 7,
  projectId,
  before: null,
  after: { name: 'Ünïcode', list: [1] },
});

export function auditStoreContract(database: () => Database): void {
  const audit = () => prismaAuditStore(database().prisma);

  /** An account with four entries, and what a query finds of them. */
  async function written() {
    accounts += 1;
    const origin = { accountId: accounts, requestId: 'request', address: '192.0.2.1' };
    await audit().append({ ...origin, actor }, [note('rule.created', 1), note('rule.removed', 2)]);
    await audit().append({ ...origin, actor: system }, [note('account.suspended')]);
    await audit().append({ ...origin, accountId: -accounts, actor }, [note('foreign.entry')]);
    const accountId = accounts;
    return (query: Partial<AuditQuery> = {}) =>
      audit().list(accountId, { ...auditQuerySchema.parse({}), ...query });
  }

  describe('the audit', () => {
    test('gives back what was written, of its own account alone, newest first', async () => {
      const list = await written();
      const [first, ...rest] = await list();
      expect(rest.map(({ action }) => action)).toEqual(['rule.removed', 'rule.created']);
      expect(first).toEqual({
        id: expect.any(Number),
        at: expect.stringMatching(/Z$/),
        actor: system,
        action: 'account.suspended',
        subject: { type: 'rule', id: '7' },
        project_id: null,
        before: null,
        after: { name: 'Ünïcode', list: [1] },
        request_id: 'request',
        address: '192.0.2.1',
      });
    });

    test.each<[Partial<AuditQuery>, string[]]>([
      [{ project: 2 }, ['rule.removed']],
      [{ actor: '42' }, ['rule.removed', 'rule.created']],
      [{ actor: 'system' }, ['account.suspended']],
      [{ actor: 'person', action: 'rule.created' }, ['rule.created']],
      [{ action: "rule.created' or '1'='1" }, []],
      [{ from: '2999-01-01T00:00:00Z' }, []],
      [{ to: '2000-01-01T00:00:00Z' }, []],
      [{ from: '2000-01-01T00:00:00Z', to: '2999-01-01T00:00:00Z', limit: 1 }, ['account.suspended']],
    ])('finds by %j', async (query, actions) => {
      const list = await written();
      expect((await list(query)).map(({ action }) => action)).toEqual(actions);
    });

    test('goes on after an entry', async () => {
      const list = await written();
      const [first] = await list({ limit: 1 });
      expect((await list({ before: first?.id })).map(({ action }) => action)).toEqual([
        'rule.removed',
        'rule.created',
      ]);
    });
  });
}
