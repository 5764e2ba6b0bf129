import { compactKey } from '@botect/cache';
import {
  decodeScoredSession,
  encodeSignalBatch,
  type SignalEnvelope,
  scoredSessionsKeyspace,
  sessionKey,
} from '@botect/contracts';
import { liveNetworks, postgresStoredLists, readSnapshot } from '@botect/networks';
import { silentLog as log, noTelemetry as telemetry } from '@botect/runtime';
import { fakeClock } from '@botect/testkit';
import { expect, test } from '@jest/globals';
import { scoring } from '../wiring.ts';
import { embeddedStores } from './embedded-stores.fixture.ts';

const stores = embeddedStores();

const now = fakeClock(Date.UTC(2026, 5, 14));
const robot = { entropy: 0.01, samples: 128 };

/** What a verdict finds of a session whose one batch came from there, under that name. */
async function visible(token: string, ip: string | null, ua: string) {
  const { database, cache } = stores();
  const networks = liveNetworks(readSnapshot(), postgresStoredLists(database));
  const options = {
    sessionsInMemoryMax: 10,
    idleDays: 30,
    addressDays: 7,
    networkRefresh: 'never',
    signedAgents: null,
  } as const;
  const [subscription] = scoring({
    database,
    cache,
    networks,
    telemetry,
    now,
    log,
    ...options,
  }).subscriptions;
  const client = { ip, ua, header_names: [], accept_language: null };
  const envelope: SignalEnvelope = {
    ...{
      v: 1,
      project_id: 7,
      account_id: 7,
      session_token: token,
      accepted_at: now(),
      likely_bot_threshold: 30,
    },
    client,
  };
  const event = { request_id: token, type: 'mouse', received_at: '2026-06-14T10:00:00Z', payload: robot };
  const value = encodeSignalBatch(
    envelope,
    Buffer.from(JSON.stringify({ session_token: token, events: [event] })),
  );
  await subscription?.handle([
    { topic: 'signals', partition: 0, offset: 1n, key: token, value, headers: {} },
  ]);
  const bytes = await cache.versionedValues(scoredSessionsKeyspace).get(compactKey(sessionKey(7, token)));
  return bytes === null ? null : decodeScoredSession(bytes);
}

test.each([
  ['a crawler in its owner’s range is verified', '66.249.66.1', 'Googlebot/2.1', 'Search', 0],
  ['the same name from elsewhere is a definite bot', '8.8.8.8', 'Googlebot/2.1', null, 1],
  ['the same name from nowhere known is a definite bot', null, 'Googlebot/2.1', null, 1],
  [
    'a crawler that only lists know is a likely bot',
    null,
    'Mozilla/5.0 (compatible; heritrix/3.3.0 +http://example.org)',
    null,
    5,
  ],
])('%s', async (name, ip, ua, verifiedCategory, score) => {
  expect(await visible(name.replace(/\W/g, '_'), ip, ua)).toMatchObject({ verifiedCategory, score });
});

test('what was found of the network is stored with the session', async () => {
  await visible('stored', '3.5.6.7', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)');
  const { rows } = await stores().database.query(
    "select state->'network' as network from scoring.sessions where token = 'stored'",
  );
  expect(rows).toEqual([{ network: { kind: 'hosting', lists: ['amazon'], claim: null } }]);
});
