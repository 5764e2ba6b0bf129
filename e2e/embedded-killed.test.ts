import { join } from 'node:path';
import { connectDatabase } from '@botect/database';
import { type Closable, silentLog } from '@botect/runtime';
import { eventually, uniqueName } from '@botect/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { call } from './harness/api.ts';
import { scoresOf, usageOf } from './harness/facts.ts';
import { inParallel, sendUntilAcknowledged } from './harness/sending.ts';
import { dataFolder, type Standalone, startStandalone } from './harness/standalone.ts';
import { type Batch, eventsOf, seeded, traffic } from './harness/traffic.ts';

const timeoutMs = 300_000;
const token = `test_${'bootstrap'.repeat(5)}`;

interface Project {
  readonly id: number;
  readonly siteKey: string;
}

describe("npm start with a first token of one's own", () => {
  let folder: Closable & { readonly path: string };
  /** The process that runs, or the one that is being started. */
  let botect: Promise<Standalone>;
  beforeAll(async () => {
    folder = await dataFolder();
    botect = start();
    await botect;
  }, timeoutMs);
  afterAll(async () => {
    await botect?.then((process) => process.close());
    await folder?.close();
  });

  const start = () => startStandalone({ BOTECT_DATA_DIR: folder.path, BOTECT_BOOTSTRAP_TOKEN: token });
  const origin = async () => (await botect).origin;
  const killAndStart = () => {
    const killed = botect;
    botect = killed.then((process) => process.close()).then(start);
    return botect;
  };
  const project = async (name: string): Promise<Project> => {
    const projects = `${await origin()}/v1/projects`;
    const { body } = await call<{ id: number }>(`POST ${projects}`, { bearer: token, body: { name } });
    const enabled = await call(`POST ${projects}/${body.id}/scoring`, { bearer: token });
    return { id: body.id, siteKey: String(enabled.body['site_key']) };
  };
  /** Streams, and runs `at` once so many batches are acknowledged. */
  const stream = async (
    batches: readonly Batch[],
    moments: ReadonlyMap<number, () => unknown> = new Map(),
  ) => {
    let acknowledged = 0;
    await inParallel(batches, 8, async (batch) => {
      await sendUntilAcknowledged(origin, batch);
      acknowledged += 1;
      moments.get(acknowledged)?.();
    });
  };

  test('knows the token and never shows it', async () => {
    expect((await call(`GET ${await origin()}/user`, { bearer: token })).status).toBe(200);
    expect((await botect).stdout()).toContain('Bearer $BOTECT_BOOTSTRAP_TOKEN');
    expect((await botect).stdout()).not.toContain(token);
  });

  test(
    'killed in the middle of a stream loses nothing acknowledged, counts nothing twice, and ends as a clean run',
    async () => {
      const [killed, clean] = [await project('killed'), await project('clean')];
      const plan = { name: uniqueName('stream'), sessions: 60, batchesPerSession: 10 };
      const batches = traffic({ ...plan, siteKey: killed.siteKey });
      const moments = [0, 1, 2].map((third) => 200 * third + seeded(`moment ${third}`, 200));
      await stream(batches, new Map(moments.map((moment) => [moment, killAndStart])));
      await stream(traffic({ ...plan, siteKey: clean.siteKey }));
      const { usage, scores } = await eventually(() => settled(killed, clean), { timeoutMs: 60_000 });
      expect(usage).toBe(2 * eventsOf(batches));
      expect(scores[0]).toEqual(scores[1]);
    },
    timeoutMs,
  );

  test(
    'killed after a first contact answers its retry with the same session',
    async () => {
      const { siteKey } = await project('first contact');
      const headers = { 'x-botect-site-key': siteKey, 'idempotency-key': uniqueName('batch') };
      const events = [{ request_id: 'one', type: 'page', received_at: '2026-06-14T10:00:00Z' }];
      const send = async () =>
        call(`POST ${await origin()}/v1/events`, { headers, body: { session_token: null, events } });
      const first = await send();
      await killAndStart();
      expect((await send()).body['session_token']).toBe(first.body['session_token']);
    },
    timeoutMs,
  );

  /** Ends the process in good order and looks into its folder; rejects while something is left to be scored. */
  const settled = async (...projects: readonly Project[]) => {
    const process = await botect;
    process.signal('SIGTERM');
    await process.exitCode;
    const database = await connectDatabase({ embeddedDir: join(folder.path, 'database'), log: silentLog });
    try {
      const { rows } = await database.query(unread);
      expect(rows).toEqual([]);
      const scores = await Promise.all(projects.map(({ id }) => scoresOf(database, id)));
      return { usage: await usageOf(database, 1), scores };
    } finally {
      await database.close();
      botect = start();
    }
  };
});

const unread = `select 1 from bus.records r join bus.offsets o using (topic, partition) where r."offset" >= o.next_offset limit 1`;
