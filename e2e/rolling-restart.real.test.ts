import { describeReal, eventually, type SeededProject, seedProject, uniqueName } from '@botect/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { call } from './harness/api.ts';
import { type Balancer, balancer } from './harness/balancer.ts';
import { usageOf } from './harness/facts.ts';
import { type Installation, type ServiceName, startInstallation } from './harness/installation.ts';
import { browser, inParallel } from './harness/sending.ts';
import { type Batch, trafficOf } from './harness/traffic.ts';

const timeoutMs = 300_000;
const token = `test_${'bootstrap'.repeat(5)}`;
const services: readonly ServiceName[] = ['ingest', 'verdict', 'accounts', 'scoring'];

describeReal('every replica of every service restarted in turn under load', (real) => {
  let botect: Installation;
  let project: SeededProject;
  const through: Partial<Record<ServiceName, Balancer>> = {};
  beforeAll(async () => {
    const settings = { DRAIN_DELAY_MS: '1000', BOTECT_BOOTSTRAP_TOKEN: token };
    botect = await startInstallation(real, { ingest: 2, verdict: 2, accounts: 2, scoring: 2 }, settings);
    project = await seedProject(botect.database);
    for (const name of services) through[name] = balancer(botect.of(name));
  }, timeoutMs);
  afterAll(() => botect?.close());

  /** One visitor's batch, then a verdict on it and a look at the account; answers what was not as it should be. */
  const visit = async ({ session, body }: Batch): Promise<unknown[]> => {
    const asked = await Promise.allSettled([
      through.ingest?.send((origin) => call(`POST ${origin}/v1/events`, { body, headers: browser })),
      through.verdict?.send((origin) =>
        call(`GET ${origin}/v1/sessions/${session}/verdict`, { bearer: project.privateKey }),
      ),
      through.accounts?.send((origin) => call(`GET ${origin}/user`, { bearer: token })),
    ]);
    return asked.filter(
      (one) => one.status === 'rejected' || one.value === undefined || one.value.status > 202,
    );
  };

  test(
    'no request fails, every process ends with 0, and every accepted event is counted once',
    async () => {
      const failures: unknown[] = [];
      let [events, restarting] = [0, true];
      const plan = { name: uniqueName('rolling'), sessions: 100, batchesPerSession: 1_000 };
      const batches = trafficOf({ ...plan, siteKey: project.siteKey });
      const load = inParallel(batches, 4, async (batch) => {
        if (!restarting) return void batches.return(undefined);
        failures.push(...(await visit(batch)));
        events += batch.eventCount;
      });
      const exitCodes: (number | null)[] = [];
      for (const turn of [0, 1]) {
        const replicas = services.flatMap((name) => botect.of(name)[turn] ?? []);
        exitCodes.push(...(await Promise.all(replicas.map((replica) => replica.stop()))));
        await Promise.all(replicas.map((replica) => replica.start()));
      }
      restarting = false;
      await load;
      expect(failures).toEqual([]);
      expect(exitCodes).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
      await eventually(async () => expect(await usageOf(botect.database, project.accountId)).toBe(events), {
        timeoutMs: 30_000,
      });
    },
    timeoutMs,
  );

  test('a process told to end says it is not ready while it still answers', async () => {
    const [accounts] = botect.of('accounts');
    const exitCode = accounts?.stop();
    await eventually(async () => expect(await accounts?.ready()).toBe(false));
    const answer = await call(`GET ${accounts?.origin()}/user`, { bearer: token });
    expect({ status: answer.status, exitCode: await exitCode }).toEqual({ status: 200, exitCode: 0 });
  });
});
