import { connectCache } from '@botect/cache';
import { allOperations, type Operation } from '@botect/contracts';
import type { Database } from '@botect/database';
import { embeddedDatabase } from '@botect/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type AccountsServer, serveAccounts } from './handlers/accounts-server.fixture.ts';
import { preparations, target } from './handlers/example-worlds.fixture.ts';

let database: Database;
let server: AccountsServer;
let firstCode = '';
beforeAll(async () => {
  database = await embeddedDatabase();
  server = await serveAccounts(database, await connectCache({ embedded: true }));
  firstCode = (await server.bootstrap())?.code ?? '';
}, 180_000);
afterAll(async () => {
  await server.close();
  await database.close();
});

/** Served by ingest and verdict, and tried there. */
const elsewhere = new Set([
  'acceptEvents',
  'acceptPageHit',
  'acceptServerEvents',
  'assertLogin',
  'readVerdict',
  'listDetections',
  'showBrowserScript',
  'showPinnedScript',
]);
const own = allOperations.filter(({ id }) => !elsewhere.has(id));
const cases = own.map((operation) => [operation.id, operation] as const);
const statuses = { ok: 200, created: 201, accepted: 202, 'no-content': 204 };

/** Asks for the operation as its example does; what the example takes for granted is made first. */
async function follow(operation: Operation) {
  const story = await server.story();
  const example = (operation.example?.body ?? {}) as Record<string, unknown>;
  const prepared = await preparations(database, () => firstCode)[operation.id]?.(story, example);
  const before = await audited(story.accountId);
  const body = prepared?.body ?? operation.example?.body;
  const call = { ...prepared, ...(body !== undefined && { body }) };
  const answer = await story.call(operation.method, target(operation, prepared ?? {}), call);
  return { answer, notes: (await audited(story.accountId)) - before };
}

const audited = (accountId: number) => database.prisma.auditEntry.count({ where: { accountId } });

describe('the example of an operation is accepted here, and answered as documented', () => {
  test.each(cases)('%s', async (_, operation) => {
    const { answer } = await follow(operation);
    expect([answer.status, answer.text.slice(0, 200)]).toEqual([
      statuses[operation.answer.outcome],
      expect.any(String),
    ]);
    const told = operation.surface === 'envelope' ? answer.body['data'] : answer.body;
    operation.answer.schema?.parse(told);
  });
});

/** They ask, whatever their method says: nothing is different afterwards. */
const questions = new Set([
  'previewRule',
  'getAccessRules',
  'getPortalSites',
  'getPortalSite',
  'getPortalKeys',
  'getTrafficData',
  'getLiveSessions',
  'searchCaptchaRecords',
]);
const writes = cases.filter(
  ([id, { credential, method }]) => credential === 'account' && method !== 'GET' && !questions.has(id),
);

describe('a write is in the audit, and a question is not', () => {
  test.each(writes)('%s', async (_, operation) => {
    expect((await follow(operation)).notes).toBeGreaterThanOrEqual(1);
  });

  test.each(cases.filter(([id, { method }]) => method === 'GET' || questions.has(id)))(
    '%s',
    async (_, operation) => {
      expect((await follow(operation)).notes).toBe(0);
    },
  );
});
