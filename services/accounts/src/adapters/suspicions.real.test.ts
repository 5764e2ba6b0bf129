import { connectDatabase, type Database } from '@botect/database';
import { describeReal, eventually, type FreshDatabase, freshDatabase } from '@botect/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ProposedRule } from '../core/suggested-rule.ts';
import { buildAccount } from './account-builder.fixture.ts';
import { prismaStores, prismaTransact } from './stores.prisma.ts';

describeReal('suspicions on PostgreSQL, where two transactions can be at work', (real) => {
  let fresh: FreshDatabase;
  let database: Database;
  beforeAll(async () => {
    fresh = await freshDatabase(real);
    database = await connectDatabase({ url: fresh.url, role: 'accounts', migrate: true });
  }, 180_000);
  afterAll(async () => {
    await database.close();
    await fresh.close();
  });

  test('one of them alone has the claim, until it ends', async () => {
    const transact = prismaTransact(database.prisma, () => 0);
    const claim = () => transact(({ suspicions }) => suspicions.claim());
    const during = await transact(async ({ suspicions }) => [await suspicions.claim(), await claim()]);
    expect([...during, await claim()]).toEqual([true, false, true]);
  });

  /** Two suggestions of a project, and how to propose them again the other way round. */
  async function suggested() {
    const { projectId, accountId } = await buildAccount(database);
    const told = {
      kind: 'network',
      expressionSource: '',
      action: 'block',
      sessions: 20,
      botSessions: 20,
    } as const;
    const [one, two] = ['one', 'two'].map((subject) => ({ ...told, subject }));
    const propose = (...rules: ProposedRule[]) =>
      prismaTransact(
        database.prisma,
        () => 0,
      )(({ suspicions }) =>
        suspicions.propose({ projectId, accountId, likelyBotThreshold: 30 }, { fromMs: 0, toMs: 1 }, rules),
      );
    await propose(one as ProposedRule, two as ProposedRule);
    const listed = await prismaStores(database.prisma, () => 0).suggestions.list(projectId);
    const [first = 0, second = 0] = listed.map(({ id }) => id);
    return { projectId, first, second, again: () => propose(two as ProposedRule, one as ProposedRule) };
  }

  test('proposing waits for whoever decides, and is not in their way', async () => {
    const { projectId, first, second, again } = await suggested();
    const waiters = async () => (await database.query('select from pg_locks where not granted')).rowCount;
    let proposing: Promise<void> | undefined;
    const held = await prismaTransact(
      database.prisma,
      () => 0,
    )(async ({ suggestions }) => {
      await suggestions.hold(projectId, [first]);
      proposing = again();
      await eventually(() => expect(waiters()).resolves.toBeGreaterThan(0));
      return suggestions.hold(projectId, [second]);
    });
    expect(held).toHaveLength(1);
    await proposing;
  });
});
