import { createHash } from 'node:crypto';
import { PGlite } from '@electric-sql/pglite';
import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { migrate } from './migrate.ts';
import { readMigrationFolder } from './migration-folder.ts';
import { schemaDifference } from './schema-difference.ts';

/** Made once: creating a database takes seconds, loading a copy of it a fraction of one. */
let empty: Blob;
let embedded: PGlite;
beforeAll(async () => {
  const first = await PGlite.create();
  empty = await first.dumpDataDir('none');
  await first.close();
});
beforeEach(async () => {
  embedded = await PGlite.create({ loadDataDir: empty });
});
afterEach(() => embedded.close());

const { migrations } = await readMigrationFolder();
const names = migrations.map(({ name }) => name);

test('every migration is applied once, in order, and a second run finds nothing to do', async () => {
  expect(await migrate({ embedded })).toEqual(names);
  expect(await migrate({ embedded })).toEqual([]);
});

test("what was applied is recorded as Prisma's own command line records it", async () => {
  await migrate({ embedded });
  const { rows } = await embedded.query('select migration_name as name, checksum from _prisma_migrations');
  const checksum = (script: string) => createHash('sha256').update(script).digest('hex');
  expect(rows).toEqual(migrations.map(({ name, script }) => ({ name, checksum: checksum(script) })));
});

test('a migration whose process was killed is applied by the next start', async () => {
  await migrate({ embedded });
  await embedded.exec(
    'drop schema accounts, scoring cascade; update _prisma_migrations set finished_at = null',
  );
  expect(await migrate({ embedded })).toEqual(names);
  expect((await embedded.query('select 1 from accounts.accounts')).rows).toEqual([]);
});

test('a migration that fails leaves nothing behind, and is tried again', async () => {
  await embedded.exec('create schema scoring; create domain scoring.usage_months as int');
  await expect(migrate({ embedded })).rejects.toThrow('already exists');
  await embedded.exec('drop schema scoring cascade');
  expect(await migrate({ embedded })).toEqual(names);
});

test('schema.prisma and the migrations describe the same database', async () => {
  expect(await schemaDifference()).toBeNull();
});

/** As the version of the first migration wrote them. */
const credentials = `
  insert into accounts.accounts (name, slug) values ('Shop', 'shop');
  insert into accounts.users (name, email) values ('Ada', 'ada@example.org');
  insert into accounts.memberships (account_id, user_id, role) values (1, 1, 'owner');
  insert into accounts.projects (account_id, name) values (1, 'Shop');
  insert into accounts.scoring_settings (project_id, session_seed) values (123, '\\x01');
  insert into accounts.api_tokens (account_id, user_id, label, token_hash, last_four, expires_at, revoked_at) values
    (1, 1, 'live', '\\x01', 'aaaa', null, null), (1, 1, 'ending', '\\x02', 'bbbb', '2030-01-01', null),
    (1, 1, 'dead', '\\x03', 'cccc', null, '2026-01-01');
  insert into accounts.project_keys (project_id, kind, key_hash, public_key, last_four, revoked_at) values
    (123, 'site', '\\x04', 'pk_old', 'dddd', '2026-01-01'), (123, 'site', '\\x05', 'pk_new', 'eeee', null),
    (123, 'private', '\\x06', null, 'ffff', null)`;

async function upgraded(): Promise<void> {
  const [init, ...later] = migrations.map(({ script }) => script);
  await embedded.exec(init ?? '');
  await embedded.exec(credentials);
  for (const script of later) await embedded.exec(script);
}

test('a database that has tokens and keys keeps all of them, live or dead, when they move into one table', async () => {
  await upgraded();
  const { rows } = await embedded.query(`
    select encode(key_hash, 'hex') as hash, kind, account_id, project_id, user_id, scoped, public_key, last_four,
      expires_at is not null as ends, revoked_at is not null as dead from accounts.keys order by key_hash`);
  const account = { kind: 'account', account_id: 1, project_id: null, user_id: 1, public_key: null };
  const site = { kind: 'site', account_id: 1, project_id: 123, user_id: null, ends: false };
  expect(rows).toEqual([
    { hash: '01', ...account, scoped: false, last_four: 'aaaa', ends: false, dead: false },
    { hash: '02', ...account, scoped: false, last_four: 'bbbb', ends: true, dead: false },
    { hash: '03', ...account, scoped: false, last_four: 'cccc', ends: false, dead: true },
    { hash: '04', ...site, scoped: false, public_key: 'pk_old', last_four: 'dddd', dead: true },
    { hash: '05', ...site, scoped: false, public_key: 'pk_new', last_four: 'eeee', dead: false },
    { hash: '06', ...site, kind: 'private', scoped: false, public_key: null, last_four: 'ffff', dead: false },
  ]);
});

test('what read keys before they moved reads them on, by the name the table had', async () => {
  await upgraded();
  await embedded.exec('set role botect_verdict');
  const { rows } = await embedded.query(
    `select kind, public_key from accounts.project_keys where key_hash in ('\\x05', '\\x06') and revoked_at is null order by kind`,
  );
  expect(rows).toEqual([
    { kind: 'private', public_key: null },
    { kind: 'site', public_key: 'pk_new' },
  ]);
});
