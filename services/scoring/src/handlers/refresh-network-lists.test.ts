import { connectCache } from '@botect/cache';
import type { Database } from '@botect/database';
import { liveNetworks, postgresStoredLists, readSnapshot } from '@botect/networks';
import type { Outbound } from '@botect/outbound';
import { type Logger, silentLog, noTelemetry as telemetry } from '@botect/runtime';
import { embeddedDatabase, fakeClock } from '@botect/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { scoring } from '../wiring.ts';

let database: Database;
beforeAll(async () => {
  database = await embeddedDatabase();
}, 180_000);
afterAll(() => database.close());

const now = fakeClock(Date.UTC(2026, 10, 21));
const bingbot = 'https://www.bing.com/toolbox/bingbot.json';
/** All of Bing's shipped ranges and one more. */
const bing = readSnapshot().lists.find(({ name }) => name === 'bing')?.ranges ?? [];
const blocks = bing.map(
  ({ first, last }) =>
    `${[24n, 16n, 8n, 0n].map((shift) => (first >> shift) & 255n).join('.')}/${32 - (last - first).toString(2).length}`,
);
const body = JSON.stringify({ prefixes: ['9.9.9.0/24', ...blocks].map((ipv4Prefix) => ({ ipv4Prefix })) });

async function scorer(networkRefresh: 'never' | 'daily') {
  const asked: string[] = [];
  const outbound: Outbound = {
    async get(url) {
      asked.push(url);
      return { status: url === bingbot ? 200 : 404, headers: {}, body: Buffer.from(body) };
    },
  };
  const warned: unknown[] = [];
  const log: Logger = { ...silentLog, warn: (...told: unknown[]) => void warned.push(told[0]) };
  const networks = liveNetworks(readSnapshot(), postgresStoredLists(database));
  const cache = await connectCache({ embedded: true });
  const to = { database, cache, networks, telemetry, now, log, outbound, networkRefresh };
  const { jobs } = scoring({
    ...to,
    sessionsInMemoryMax: 10,
    idleDays: 30,
    addressDays: 7,
    signedAgents: null,
  });
  const refresh = jobs.find(({ name }) => name === 'refresh network lists');
  return { refresh, networks, asked, warned };
}

test('lists are fetched when the operator says so, used at once, and by whoever looks later', async () => {
  const { refresh, networks, asked, warned } = await scorer('daily');
  await refresh?.work();
  const later = await scorer('never');
  await later.networks.update();
  for (const known of [networks, later.networks]) expect(known.networkOf('9.9.9.9').lists).toEqual(['bing']);
  expect(asked).toContain('https://openai.com/gptbot.json');
  expect(warned).toContainEqual({ list: 'openai', reason: expect.stringContaining('404') });
  expect(networks.networkOf('66.249.66.1').lists).toEqual(['googlebot', 'google']);
});

test('nobody is asked twice within the hour, whoever asks', async () => {
  const { refresh, asked } = await scorer('daily');
  await refresh?.work();
  expect(asked).toEqual([]);
});

test('nobody is asked at all unless told so', async () => {
  const { refresh } = await scorer('never');
  expect(refresh).toBeUndefined();
});
