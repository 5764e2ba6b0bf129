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
