import { dataPlaneOperations, type TestScenario, testKeys, testScenarios } from '@botect/contracts';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type IngestServer, ingestServer } from './ingest-server.fixture.ts';

const { acceptEvents, acceptPageHit, acceptServerEvents } = dataPlaneOperations;

let off: IngestServer;
let on: IngestServer;
beforeAll(async () => {
  [off, on] = [await ingestServer(), await ingestServer({ testKeys: {} })];
}, 180_000);
afterAll(() => Promise.all([off.close(), on.close()]));

const batch = (server: IngestServer, scenario: TestScenario, body: unknown = acceptEvents.example.body) =>
  server.post('/v1/events', { headers: { 'x-botect-site-key': testKeys[scenario].siteKey }, body });

/** Asks all that a backend can tell; the statuses. */
async function tell(server: IngestServer, scenario: TestScenario) {
  const from = testKeys[scenario];
  const answers = [
    await server.post('/v1/server/page-hits', { from, body: acceptPageHit.example.body }),
    await server.post('/v1/server/events', { from, body: acceptServerEvents.example.body }),
    await server.post('/v1/sessions/any/logged-in', { from }),
  ];
  return answers.map(({ status }) => status);
}

describe('the test keys', () => {
  test.each(testScenarios)('%s is no key unless switched on', async (scenario) => {
    expect([(await batch(off, scenario)).status, ...(await tell(off, scenario))]).toEqual([
      401, 401, 401, 401,
    ]);
  });

  test.each(testScenarios)(
    '%s: a page’s events are accepted, and so is what its server tells unless it is down',
    async (scenario) => {
      expect((await batch(on, scenario)).status).toBe(202);
      expect(await tell(on, scenario)).toEqual(scenario === 'down' ? [503, 503, 503] : [202, 202, 200]);
    },
  );

  test('nothing they bring is kept, nor remembered', async () => {
    const body = { ...acceptEvents.example.body, session_token: `sess_${'a'.repeat(48)}` };
    const answers = [await batch(on, 'human', body), await batch(on, 'human', body)];
    const answer = { session_token: body.session_token, accepted: 1, duplicates: 0 };
    expect([answers.map((one) => one.body), on.published]).toEqual([[answer, answer], []]);
  });

  test('what they bring is checked like anybody’s', async () => {
    expect((await batch(on, 'human', { events: [] })).status).toBe(422);
  });

  test('keys that were given out work beside them', async () => {
    await on.post('/v1/server/page-hits', { body: acceptPageHit.example.body });
    expect(on.published).toHaveLength(1);
  });
});
