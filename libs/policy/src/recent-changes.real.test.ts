import { connectDatabase, type Database } from '@botect/database';
import { describeReal, type FreshDatabase, freshDatabase } from '@botect/testkit';
import { afterAll, expect, test } from '@jest/globals';
import { recentChangesContract } from './recent-changes.contract.ts';
import { recentChangesPostgres } from './recent-changes.postgres.ts';

describeReal('postgres', (real) => {
  let fresh: FreshDatabase;
  afterAll(() => fresh.close());

  recentChangesContract('recent changes in PostgreSQL, as verdict', async () => {
    fresh = await freshDatabase(real);
    const owner = await connectDatabase({ url: fresh.url, migrate: true });
    return { owner, reader: await connectDatabase({ url: fresh.url, role: 'verdict' }) };
  });

  /** Whether a note is seen before and after its transaction is committed. */
  const seenAround = async (database: Database) => {
    const isSeen = async () => {
      const { notes } = await recentChangesPostgres(database)(null);
      return notes.some(({ projectId }) => projectId === 5);
    };
    const before = await database.prisma.$transaction(async (inside) => {
      await inside.$executeRaw`insert into accounts.policy_changes (project_id) values (5)`;
      return isSeen();
    });
    return [before, await isSeen()];
  };

  test.each(['ingest', 'scoring'] as const)('%s may look, and sees what is committed alone', async (role) => {
    const writer = await connectDatabase({ url: fresh.url });
    await writer.query('delete from accounts.policy_changes');
    const reader = await connectDatabase({ url: fresh.url, role });
    expect(await seenAround({ ...reader, prisma: writer.prisma })).toEqual([false, true]);
    await Promise.all([writer.close(), reader.close()]);
  });
});
