import type { ReceivedRecord } from '@botect/bus';
import { type Cache, compactKey, connectCache } from '@botect/cache';
import {
  decodeScoredSession,
  encodeSignalBatch,
  Problem,
  type SignalEnvelope,
  scoredSessionsKeyspace,
  sessionKey,
} from '@botect/contracts';
import { connectDatabase, type Database } from '@botect/database';
import { noTelemetry } from '@botect/runtime';
import { fakeClock } from '@botect/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { scoring } from '../wiring.ts';

const now = fakeClock(Date.UTC(2026, 5, 14));
let database: Database;
let cache: Cache;
let faults: { save?: boolean; publish?: boolean } = {};

beforeAll(async () => {
  database = await connectDatabase({ migrate: true });
  cache = await connectCache({ embedded: true });
}, 60_000);
afterAll(() => database.close());

/** A scoring process of its own: nothing in memory is shared with another. */
function consumer() {
  const away = (part: string) => Promise.reject(new Problem('SERVICE_UNAVAILABLE', `${part} is away`));
  const query: Database['query'] = (text, parameters) =>
    faults.save && text.includes('insert into scoring') ? away('database') : database.query(text, parameters);
  const versionedValues: Cache['versionedValues'] = (keyspace) => {
    const values = cache.versionedValues(keyspace);
    return {
      ...values,
      putNewest: (entries) => (faults.publish ? away('cache') : values.putNewest(entries)),
    };
  };
  const { subscriptions } = scoring({
    database: { query },
    cache: { versionedValues },
    telemetry: noTelemetry,
    now,
    sessionsInMemoryMax: 100,
  });
  const [subscription] = subscriptions;
  if (subscription === undefined) throw new Error('scoring consumes nothing');
  return subscription.handle;
}

let projects = 0;
let ids = 0;
/** A project of the test's own, and its records. */
function subject() {
  projects += 1;
  const projectId = projects;
  const record = (token: string, payload: object = { entropy: 0.74, samples: 128 }): ReceivedRecord => {
    ids += 1;
    const event = { request_id: `e${ids}`, type: 'mouse', received_at: '2026-06-14T10:00:00Z', payload };
    const envelope: SignalEnvelope = {
      v: 1,
      project_id: projectId,
      account_id: projectId,
      session_token: token,
      accepted_at: now(),
      likely_bot_threshold: 30,
      client: { ip: null, ua: 'Mozilla/5.0', header_names: [], accept_language: null },
    };
    const value = encodeSignalBatch(
      envelope,
      Buffer.from(JSON.stringify({ session_token: token, events: [event] })),
    );
    return { topic: 'signals', partition: 0, offset: BigInt(ids), key: token, value, headers: {} };
  };
  const visible = async (token: string) => {
    const bytes = await cache
      .versionedValues(scoredSessionsKeyspace)
      .get(compactKey(sessionKey(projectId, token)));
    return bytes === null ? null : decodeScoredSession(bytes);
  };
  const stored = async () => {
    const { rows } = await database.query<{ token: string; revision: number; score: number }>(
      'select token, revision, score from scoring.sessions where project_id = $1 order by token',
      [projectId],
    );
    return rows;
  };
  const metered = async () => {
    const sql =
      'select coalesce(sum(events), 0)::int as events from scoring.usage_months where account_id = $1';
    return (await database.query<{ events: number }>(sql, [projectId])).rows[0]?.events;
  };
  return { record, visible, stored, metered };
}

const done = { kind: 'done' };

describe('scoring a fetch of signals', () => {
  test('makes the score visible and durable', async () => {
    const { record, visible, stored } = subject();
    expect(await consumer()([record('a')])).toEqual([done]);
    expect(await visible('a')).toMatchObject({ score: 87, detectionIds: [] });
    expect(await stored()).toEqual([{ token: 'a', revision: 1, score: 87 }]);
  });

  test('writes a session touched by many records once', async () => {
    const { record, stored, metered } = subject();
    await consumer()([record('a'), record('b'), record('a'), record('a')]);
    expect((await stored()).map(({ revision }) => revision)).toEqual([1, 1]);
    expect(await metered()).toBe(4);
  });

  test('redelivered to the same or to another process changes nothing', async () => {
    const { record, stored, metered } = subject();
    const records = [record('a'), record('b')];
    const first = consumer();
    await first(records);
    const before = await stored();
    expect([await first(records), await consumer()(records)]).toEqual([
      [done, done],
      [done, done],
    ]);
    expect([await stored(), await metered()]).toEqual([before, 2]);
  });

  test('sends what can never be scored to the dead letters and scores the rest', async () => {
    const { record, stored } = subject();
    const poison = { ...record('a'), value: Buffer.from('{') };
    const fates = await consumer()([poison, record('b'), { ...poison, value: Buffer.from('{"v":9}') }]);
    expect(fates.map(({ kind }) => kind)).toEqual(['dead-letter', 'done', 'dead-letter']);
    expect((await stored()).map(({ token }) => token)).toEqual(['b']);
  });

  test('with the database away rejects, and the same records succeed afterwards', async () => {
    const { record, metered } = subject();
    const [handle, records] = [consumer(), [record('a')]];
    faults = { save: true };
    await expect(handle(records)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    faults = {};
    expect([await handle(records), await metered()]).toEqual([[done], 1]);
  });

  test('that died between database and cache is made visible by the redelivery', async () => {
    const { record, visible, metered } = subject();
    const records = [record('a')];
    faults = { publish: true };
    await expect(consumer()(records)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    faults = {};
    expect(await visible('a')).toBeNull();
    await consumer()(records);
    expect([(await visible('a'))?.score, await metered()]).toEqual([87, 1]);
  });

  test('by a process that lost the session to another rejects once, then continues from what the other wrote', async () => {
    const { record, stored, metered } = subject();
    const [old, other] = [consumer(), consumer()];
    await old([record('a')]);
    await other([record('a')]);
    const late = [record('a')];
    await expect(old(late)).rejects.toThrow('another process');
    expect(await old(late)).toEqual([done]);
    expect([(await stored())[0]?.revision, await metered()]).toEqual([3, 3]);
  });

  test('of two projects with the same token keeps them apart', async () => {
    const [one, two] = [subject(), subject()];
    await consumer()([one.record('a'), two.record('a', { entropy: 0.01, samples: 128 })]);
    expect([(await one.visible('a'))?.score, (await two.visible('a'))?.score]).toEqual([87, 20]);
  });
});
