import { connectCache } from '@botect/cache';
import type { Database } from '@botect/database';
import { embeddedDatabase } from '@botect/testkit';
import { afterAll, beforeAll, expect } from '@jest/globals';
import { type AccountsServer, type Answer, type Story, serveAccounts } from '../accounts-server.fixture.ts';

export const rules = '/v1/projects/{project}/rules';
export const draft = { name: 'Low', expression: 'score < 30', action: 'block' };

export interface ListedRule {
  readonly id: number;
  readonly group_id: string | null;
  readonly sort_order: number;
}

/** The service for one test file, on a database of its own; from the first test on. */
export async function ruleStories() {
  const cache = await connectCache({ embedded: true });
  let database: Database;
  let server: AccountsServer;
  beforeAll(async () => {
    database = await embeddedDatabase();
    server = await serveAccounts(database, cache);
  }, 180_000);
  afterAll(async () => {
    await server.close();
    await database.close();
  });
  return {
    cache,
    database: () => database,
    story: (differences?: Parameters<AccountsServer['story']>[0]) => server.story(differences),
    auditOf: ({ accountId }: Story) =>
      database.prisma.auditEntry.findMany({ where: { accountId }, orderBy: { id: 'asc' } }),
  };
}

export const idOf = ({ body }: Answer) => Number(body['id']);

export const addRule = async ({ call }: Story, differences: object = {}) =>
  idOf(await call('POST', rules, { body: { ...draft, ...differences } }));

export const listRules = async ({ call }: Story, query = '') =>
  (await call('GET', `${rules}${query}`)).body as unknown as readonly ListedRule[];

export const refused = (code: string) => ({ error: expect.any(String), message: expect.any(String), code });
