import { describeReal, eventually, uniqueName } from '@botect/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { call } from './harness/api.ts';
import { usageOf } from './harness/facts.ts';
import { type Installation, type ServiceName, startInstallation } from './harness/installation.ts';
import { browser } from './harness/sending.ts';
import { type Batch, eventsOf, traffic } from './harness/traffic.ts';

const timeoutMs = 300_000;
const token = `test_${'bootstrap'.repeat(5)}`;
const [ahead, behind] = [600_000, -600_000];
const wrongClocks = [
  { ingest: ahead, scoring: behind, verdict: behind, accounts: ahead },
  { ingest: behind, scoring: ahead, verdict: ahead, accounts: behind },
];
const clockOff = import.meta.resolve('./harness/clock-off.ts');

describeReal('machines whose clocks are ten minutes off, half of them ahead and half behind', (real) => {
  describe.each(wrongClocks)('%j', (offMs) => {
    let botect: Installation;
    beforeAll(async () => {
      const settings = { NODE_OPTIONS: `--import=${clockOff}`, CLOCK_OFF_MS: JSON.stringify(offMs) };
      const counts = { ingest: 1, scoring: 1, verdict: 1, accounts: 1 };
      botect = await startInstallation(real, counts, { BOTECT_BOOTSTRAP_TOKEN: token, ...settings });
    }, timeoutMs);
    afterAll(() => botect?.close());

    const origin = (service: ServiceName) => botect.of(service)[0]?.origin() ?? '';
    const owner = (request: string, body?: unknown) => {
      const [method, path] = request.split(' ');
      return call(`${method} ${origin('accounts')}${path}`, { bearer: token, body });
    };
    const newSite = async () => {
      const { body: project } = await owner('POST /v1/projects', { name: uniqueName('clocks') });
      const { body: keys } = await owner(`POST /v1/projects/${project['id']}/scoring`);
      const { body: account } = await owner('GET /v1/account');
      return {
        id: project['id'],
        siteKey: String(keys['site_key']),
        privateKey: String(keys['private_key']),
        accountId: Number(account['id']),
      };
    };
    const send = ({ body }: Batch) => call(`POST ${origin('ingest')}/v1/events`, { body, headers: browser });
    const ask = (session: string, bearer: string) =>
      call(`GET ${origin('verdict')}/v1/sessions/${session}/verdict`, { bearer });

    test(
      'a visit is accepted, scored once, answered and metered as with right ones',
      async () => {
        const { siteKey, privateKey, accountId } = await newSite();
        const plan = { name: uniqueName('clocks'), siteKey, sessions: 1, batchesPerSession: 2 };
        const batches = traffic(plan);
        for (const batch of [...batches, ...batches]) expect((await send(batch)).status).toBe(202);
        const session = batches[0]?.session ?? '';
        await eventually(async () =>
          expect((await ask(session, privateKey)).body['score']).toBeGreaterThan(0),
        );
        const metered = () => usageOf(botect.database, accountId);
        await eventually(async () => expect(await metered()).toBe(eventsOf(batches)));
      },
      timeoutMs,
    );

    test(
      'a rotated key is dead and the new one lives',
      async () => {
        const { id, privateKey } = await newSite();
        const rotated = await owner(`POST /v1/projects/${id}/scoring/rotate`, { type: 'private' });
        await eventually(async () => expect((await ask('any', privateKey)).status).toBe(401));
        expect((await ask('any', String(rotated.body['key']))).status).toBe(200);
      },
      timeoutMs,
    );
  });
});
