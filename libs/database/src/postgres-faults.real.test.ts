import { describeReal, eventually, type FreshDatabase, faultyLink, freshDatabase } from '@botect/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connectDatabase } from './connect-database.ts';
import type { Database } from './database.ts';

const unavailable = { name: 'Problem', code: 'SERVICE_UNAVAILABLE' };

describeReal('when a real server fails us', (real) => {
  let fresh: FreshDatabase;
  let operator: Database;
  beforeAll(async () => {
    fresh = await freshDatabase(real);
    operator = await connectDatabase({ url: fresh.url, migrate: true });
  });
  afterAll(async () => {
    await operator.close();
    await fresh.close();
  });

  const open = (statementTimeoutMs = 10_000) =>
    connectDatabase({ url: fresh.url, poolMax: 1, statementTimeoutMs });
  const pidOf = async (database: Database) =>
    (await database.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]?.pid;
  const openThroughLink = async (statementTimeoutMs = 10) => {
    const link = await faultyLink(fresh.url);
    const database = await connectDatabase({ url: link.url, poolMax: 1, statementTimeoutMs });
    return { link, database };
  };
  const asleep = async () =>
    (
      await operator.query(
        `select from pg_stat_activity where query like '%pg_sleep%' and state = 'active' and pid <> pg_backend_pid()`,
      )
    ).rowCount;
  /** Resolves once the connection is gone, by waiting at the server for a lock the connection holds. */
  const kill = async (pid: number | undefined) => {
    await operator.query('select pg_terminate_backend($1, 5000)', [pid]);
  };

  test('a connection killed while idle is replaced', async () => {
    const database = await open();
    const before = await pidOf(database);
    await kill(before);
    // The news of the kill may arrive only with the next statement.
    await database.ping().catch(() => {});
    expect(await pidOf(database)).not.toBe(before);
    await database.close();
  });

  test.each(['query', 'prisma'] as const)(
    'a statement whose connection is killed is told to come again: %s',
    async (way) => {
      const database = await open();
      const pid = await pidOf(database);
      const statement =
        way === 'query'
          ? database.query('select pg_sleep(20)')
          : database.prisma.$queryRaw`select pg_sleep(20)::text`;
      const told = expect(statement).rejects.toMatchObject(unavailable);
      await kill(pid);
      await told;
      expect(await database.prisma.user.count()).toBe(0);
      await database.close();
    },
  );

  test('a transaction whose connection is killed is told to come again, and nothing of it is kept', async () => {
    const database = await open();
    const transaction = database.prisma.$transaction(async (inside) => {
      const [row] = await inside.$queryRaw<{ pid: number }[]>`select pg_backend_pid() as pid`;
      await inside.user.create({ data: { name: 'half', email: 'half@example.org' } });
      await kill(row?.pid);
      await inside.user.create({ data: { name: 'other half', email: 'other@example.org' } });
    });
    await expect(transaction).rejects.toMatchObject(unavailable);
    expect(await database.prisma.user.count()).toBe(0);
    await database.close();
  });

  test('a transaction past its time is told to come again', async () => {
    const database = await open();
    const transaction = database.prisma.$transaction(
      async (inside) => {
        await inside.$queryRaw`select pg_sleep(0.5)::text`;
        await inside.user.count();
      },
      { timeout: 100 },
    );
    await expect(transaction).rejects.toMatchObject(unavailable);
    await database.close();
  });

  test('a statement past its time is told to come again, and its connection stays in use', async () => {
    const database = await open(50);
    const before = await pidOf(database);
    await expect(database.query('select pg_sleep(20)')).rejects.toMatchObject({
      ...unavailable,
      cause: { code: '57014' },
    });
    expect(await pidOf(database)).toBe(before);
    await database.close();
  });

  test('an SQL error costs no reconnection', async () => {
    const database = await open();
    const before = await pidOf(database);
    await expect(database.query('select * from nowhere')).rejects.toMatchObject({ code: '42P01' });
    expect(await pidOf(database)).toBe(before);
    await database.close();
  });

  test('with every connection taken, a query gives up waiting after two seconds', async () => {
    const database = await open();
    await database.prisma.$transaction(async (inside) => {
      await inside.user.count();
      await expect(database.query('select 1')).rejects.toMatchObject(unavailable);
    });
    await database.close();
  });

  test('a server that stalls is hung up on, and asked again once it moves', async () => {
    const { link, database } = await openThroughLink();
    const before = await pidOf(database);
    link.stall();
    await expect(database.query('select 1')).rejects.toMatchObject({
      ...unavailable,
      cause: { message: 'Query read timeout' },
    });
    link.flow();
    expect(await pidOf(database)).not.toBe(before);
    await database.close();
    await link.close();
  });

  test('when one connection turns out to lead nowhere the idle ones are not tried', async () => {
    const link = await faultyLink(fresh.url);
    const database = await connectDatabase({ url: link.url, poolMax: 3, statementTimeoutMs: 500 });
    const three = () => Promise.all([1, 2, 3].map(() => database.query('select pg_sleep(0.1)')));
    await three();
    link.lose();
    await expect(database.ping()).rejects.toMatchObject(unavailable);
    link.flow();
    await three();
    await database.close();
    await link.close();
  });

  test('a server that dies in the middle of a statement and comes back is used again', async () => {
    const { link, database } = await openThroughLink(10_000);
    const statement = expect(database.query('select pg_sleep(20)')).rejects.toMatchObject(unavailable);
    await eventually(() => expect(asleep()).resolves.toBe(1));
    link.cut();
    await statement;
    await expect(database.ping()).rejects.toMatchObject(unavailable);
    await link.mend();
    await database.ping();
    await database.close();
    await link.close();
  });

  test('a password that is wrong and a database that is not there are faults of the start', async () => {
    const url = Object.assign(new URL(fresh.url), { pathname: '/nowhere' }).href;
    await expect(connectDatabase({ url })).rejects.toMatchObject({ name: 'StartupFault' });
    await expect(connectDatabase({ url, migrate: true })).rejects.toMatchObject({ name: 'StartupFault' });
  });
});
