import { type Logger, silentLog } from '@botect/runtime';
import { describeReal, eventually, type FreshDatabase, freshDatabase, uniqueName } from '@botect/testkit';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { connectDatabase } from './connect-database.ts';
import type { Database } from './database.ts';
import { migrate } from './migrate.ts';
import { readMigrationFolder } from './migration-folder.ts';
import { advisoryLock } from './migration-session.ts';

describeReal('migrations on a real server', (real) => {
  let fresh: FreshDatabase;
  beforeEach(async () => {
    fresh = await freshDatabase(real);
  });
  afterEach(() => fresh.close());

  test('of four replicas starting at once, one migrates and the others wait for it', async () => {
    const { migrations } = await readMigrationFolder();
    const applied = await Promise.all([1, 2, 3, 4].map(() => migrate({ url: fresh.url })));
    expect(applied.flat()).toEqual(migrations.map(({ name }) => name));
  });

  test('a replica waits for the one that is migrating, however long it takes', async () => {
    const other = await connectDatabase({ url: fresh.url, poolMax: 1 });
    const operator = await connectDatabase({ url: fresh.url });
    await other.query('select pg_advisory_lock($1)', [advisoryLock]);
    const waiting = migrate({ url: fresh.url });
    await eventually(() => expect(waiters(operator)).resolves.toBe(1));
    expect(
      (await operator.query(`select from pg_tables where tablename = '_prisma_migrations'`)).rowCount,
    ).toBe(0);
    await Promise.all([other.close(), operator.close()]);
    expect(await waiting).not.toEqual([]);
  });

  const checked = (log?: Logger) =>
    connectDatabase({ url: fresh.url, migrate: 'check', ...(log && { log }) });

  test('a service that may not migrate refuses a database one migration behind, naming it and the command, and changes nothing', async () => {
    const last = (await readMigrationFolder()).migrations.at(-1)?.name;
    const database = await connectDatabase({ url: fresh.url, migrate: true });
    await database.query('delete from _prisma_migrations where migration_name = $1', [last]);
    await expect(checked()).rejects.toThrow(
      `The database lacks a migration (${last}): run \`node libs/database/src/migrate-cli.ts\`, or start with DATABASE_MIGRATE=start.`,
    );
    expect((await database.query('select from _prisma_migrations')).rowCount).toBeGreaterThan(0);
    await database.close();
  });

  test('a service that may not migrate refuses an empty database, and leaves it empty', async () => {
    await expect(checked()).rejects.toThrow(/^The database lacks \d+ migrations \(/);
    const database = await connectDatabase({ url: fresh.url });
    expect((await database.query(`select from pg_tables where schemaname = 'public'`)).rowCount).toBe(0);
    await database.close();
  });

  test('a database one migration ahead is served, and the log names what this version does not know', async () => {
    const database = await connectDatabase({ url: fresh.url, migrate: true });
    await database.query(`insert into _prisma_migrations (id, checksum, migration_name, finished_at)
      values ('later', '', '29991231000000_later', now())`);
    const { log, warnings } = watchedLog();
    await (await checked(log)).close();
    expect(warnings).toEqual([{ unknown: ['29991231000000_later'] }]);
    await database.close();
  });

  test('a service may log in as a user that owns nothing and was granted its role alone', async () => {
    await migrate({ url: fresh.url });
    const limited = await limitedUser(fresh.url);
    const admin = await connectDatabase({ url: fresh.url });
    await admin.query(`grant botect_verdict to "${new URL(limited.url).username}"`);
    const database = await connectDatabase({ url: limited.url, role: 'verdict', migrate: 'check' });
    expect((await database.query('select from scoring.sessions')).rowCount).toBe(0);
    await database.close();
    await admin.close();
    await limited.remove();
  });

  test('a user that may not create roles gets a working database, and is told what acting as a role takes', async () => {
    const limited = await limitedUser(fresh.url);
    const database = await connectDatabase({ url: limited.url, migrate: true });
    expect((await database.query('select 1 from accounts.accounts')).rowCount).toBe(0);
    await expect(connectDatabase({ url: limited.url, role: 'ingest' })).rejects.toThrow(
      /^The database user cannot act as botect_ingest \(.+\): let a user .+ grant it that role\.$/,
    );
    await database.close();
    await limited.remove();
  });
});

function watchedLog() {
  const warnings: unknown[] = [];
  return { warnings, log: { ...silentLog, warn: (facts: unknown) => warnings.push(facts) } as Logger };
}

async function waiters(operator: Database): Promise<number> {
  return (await operator.query(`select from pg_locks where locktype = 'advisory' and not granted`)).rowCount;
}

/** A user that owns its database and may do nothing else. */
async function limitedUser(url: string) {
  const name = uniqueName('limited');
  const admin = await connectDatabase({ url });
  const password = 'limited';
  await admin.query(`create role "${name}" login password '${password}'`);
  await admin.query(`grant create on database "${new URL(url).pathname.slice(1)}" to "${name}"`);
  await admin.query(`grant create on schema public to "${name}"`);
  const remove = async () => {
    await admin.query(`drop owned by "${name}"`);
    await admin.query(`drop role "${name}"`);
    await admin.close();
  };
  return { url: Object.assign(new URL(url), { username: name, password }).href, remove };
}
