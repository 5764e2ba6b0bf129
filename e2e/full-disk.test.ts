import { eventually, uniqueName } from '@botect/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Answer, call } from './harness/api.ts';
import { browser, inParallel, sendUntilAcknowledged } from './harness/sending.ts';
import { canMount, type SmallDisk, smallDisk } from './harness/small-disk.ts';
import { type Standalone, startStandalone } from './harness/standalone.ts';
import { type Batch, eventsOf, traffic } from './harness/traffic.ts';

const timeoutMs = 300_000;
const token = `test_${'bootstrap'.repeat(5)}`;
/** What a new embedded database takes (40 MB) and as much again for its log. */
const diskMegabytes = 90;
const notNow = '503 SERVICE_UNAVAILABLE';

(canMount() ? describe : describe.skip)('npm start on a disk that fills up', () => {
  let disk: SmallDisk;
  let botect: Standalone;
  beforeAll(async () => {
    disk = await smallDisk(diskMegabytes);
    botect = await startStandalone({ BOTECT_DATA_DIR: disk.path, BOTECT_BOOTSTRAP_TOKEN: token });
  }, timeoutMs);
  afterAll(async () => {
    await botect?.close();
    await disk?.close();
  });

  const owner = async (request: string, body?: unknown) => {
    const [method, path] = request.split(' ');
    return (await call(`${method} ${botect.origin}/v1/${path}`, { bearer: token, body })).body;
  };
  const newSite = async () => {
    const { id } = await owner('POST projects', { name: uniqueName('disk') });
    const keys = await owner(`POST projects/${id}/scoring`);
    return { siteKey: String(keys['site_key']), privateKey: String(keys['private_key']) };
  };
  /** Sends each once; answers what was refused. */
  const refusedOf = async (batches: readonly Batch[]) => {
    const refused: Answer[] = [];
    await inParallel(batches, 4, async ({ body }) => {
      const answer = await call(`POST ${botect.origin}/v1/events`, { body, headers: browser });
      if (answer.status !== 202) refused.push(answer);
    });
    return refused;
  };

  test(
    'refuses batches as documented, allows visitors, and goes on by itself once there is room: nothing lost, nothing twice',
    async () => {
      const { siteKey, privateKey } = await newSite();
      const batches = traffic({ name: uniqueName('disk'), siteKey, sessions: 60, batchesPerSession: 20 });
      disk.fill(100_000);
      const refused = await refusedOf(batches);
      const ask = `GET ${botect.origin}/v1/sessions/any/verdict`;
      const verdict = await call(ask, { bearer: privateKey });
      disk.free();
      await inParallel(batches, 4, (batch) => sendUntilAcknowledged(() => botect.origin, batch));
      expect(refused.length).toBeGreaterThan(0);
      expect(refused.map(({ status, body }) => `${status} ${body['code']}`)).toEqual(
        refused.map(() => notNow),
      );
      expect(verdict).toMatchObject({ status: 200, body: { action: 'allow' } });
      const metered = async () => (await owner('GET usage'))['events_this_month'];
      await eventually(async () => expect(await metered()).toBe(eventsOf(batches)), { timeoutMs: 60_000 });
    },
    timeoutMs,
  );
});
