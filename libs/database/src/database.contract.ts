import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Database } from './database.ts';
import { prismaAgrees } from './prisma.contract.ts';
import type { DatabaseRole } from './roles.ts';
import { valuesSurvive } from './values.contract.ts';

/** A migrated database that can be opened several times, one after the other. */
export interface DatabaseUnderTest {
  open(role?: DatabaseRole): Promise<Database>;
  remove(): Promise<void>;
}

/** What every database promises, embedded or real. */
export function databaseContract(name: string, prepare: () => Promise<DatabaseUnderTest>): void {
  describe(`${name} keeps the database contract`, () => {
    let place: DatabaseUnderTest;
    let database: Database;
    beforeAll(async () => {
      place = await prepare();
      database = await place.open();
    }, 180_000);
    afterAll(async () => {
      await database.close();
      await place.remove();
    });

    valuesSurvive(() => database);
    prismaAgrees(() => database);
    errorsAreTold(() => database);
    const closing = () => ({ place, database, reopened: (again: Database) => (database = again) });
    closingEnds(closing);
    auditEntriesStay(closing);
  });
}

function errorsAreTold(database: () => Database): void {
  test.each([
    ['42P01', 'select * from nowhere'],
    ['42601', 'selekt'],
    ['22P02', `select 'x'::int`],
    [
      '23514',
      `insert into scoring.sessions (project_id, token, account_id, revision, score) values (1, 't', 1, 1, 100)`,
    ],
  ])('an SQL error keeps its code: %s', async (code, statement) => {
    await expect(database().query(statement)).rejects.toMatchObject({ code });
  });

  test('a project cannot have two private keys without end, and can have many revoked or ending', async () => {
    const { query } = database();
    const add = (hash: string, ends: 'revoked_at' | 'expires_at', at: Date | null) =>
      query(
        `insert into accounts.keys (account_id, project_id, kind, label, key_hash, last_four, ${ends}) values (1, 123, 'private', '', $1, 'abcd', $2)`,
        [Buffer.from(hash), at],
      );
    await add('first', 'revoked_at', new Date());
    await add('second', 'expires_at', new Date());
    await add('third', 'revoked_at', null);
    await expect(add('fourth', 'expires_at', null)).rejects.toMatchObject({
      code: '23505',
      constraint: 'keys_unending_key',
    });
  });

  test('a private key itself cannot be stored', async () => {
    const statement = `insert into accounts.keys (account_id, project_id, kind, label, key_hash, last_four, public_key) values (1, 123, 'private', '', '\\x01', 'abcd', 'secret')`;
    await expect(database().query(statement)).rejects.toMatchObject({ code: '23514' });
  });

  test('a unique violation has the same code through Prisma', async () => {
    const create = () => database().prisma.user.create({ data: { name: 'twin', email: 'twin@example.org' } });
    await create();
    await expect(create()).rejects.toMatchObject({ code: 'P2002' });
  });
}

interface Closing {
  readonly place: DatabaseUnderTest;
  readonly database: Database;
  reopened(database: Database): void;
}

const schemaWrites = {
  accounts: `update accounts.accounts set name = name`,
  scoring: `update scoring.sessions set score = score`,
};

/** All that says what is done with a visitor. */
const policyTables = [
  'accounts',
  'projects',
  'project_keys',
  'scoring_settings',
  'rules',
  'policy_changes',
].map((table) => `accounts.${table}`);

function auditEntriesStay(now: () => Closing): void {
  test.each(['update accounts.audit_entries set action = action', 'delete from accounts.audit_entries'])(
    'not even the control plane changes what was audited: %s',
    async (statement) => {
      const database = await now().place.open('accounts');
      now().reopened(database);
      await expect(database.query(statement)).rejects.toMatchObject({ code: '42501' });
      await database.close();
    },
  );
}

function closingEnds(now: () => Closing): void {
  test('closed twice is closed once, and a query after it is told to come again later', async () => {
    const { database } = now();
    await Promise.all([database.close(), database.close()]);
    await expect(database.query('select 1')).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    await expect(database.prisma.user.count()).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  });

  test.each([
    [
      'ingest',
      [],
      [...policyTables, 'scoring.usage_months', '(select project_id, token from scoring.sessions) as names'],
      ['accounts.users', '(select state from scoring.sessions) as states'],
    ],
    ['scoring', ['scoring'], [...policyTables, 'scoring.sessions'], ['accounts.keys']],
    [
      'verdict',
      [],
      [...policyTables, 'scoring.sessions'],
      ['accounts.keys', 'accounts.audit_entries', 'scoring.usage_months'],
    ],
    ['accounts', ['accounts'], ['accounts.users', 'accounts.audit_entries', 'scoring.sessions'], []],
  ] as const)(
    '%s writes its own schema alone and reads what it needs',
    async (role, writes, reads, hidden) => {
      const database = await now().place.open(role);
      now().reopened(database);
      for (const [schema, statement] of Object.entries(schemaWrites)) {
        if (writes.some((own) => own === schema)) await database.query(statement);
        else await expect(database.query(statement)).rejects.toMatchObject({ code: '42501' });
      }
      for (const table of reads) await database.query(`select 1 from ${table}`);
      for (const table of hidden)
        await expect(database.query(`select 1 from ${table}`)).rejects.toMatchObject({ code: '42501' });
      await database.close();
    },
  );
}
