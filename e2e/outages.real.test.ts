import { describeReal, eventually, type SeededProject, seedProject, uniqueName } from '@botect/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type LocalInfrastructure, startLocalInfrastructure } from '../infra/local/start.ts';
import { type Answer, call } from './harness/api.ts';
import { usageOf } from './harness/facts.ts';
import { type Installation, startInstallation } from './harness/installation.ts';
import { browser, inParallel, sendUntilAcknowledged } from './harness/sending.ts';
import { type Batch, eventsOf, traffic } from './harness/traffic.ts';

const startTimeoutMs = 200_000;
const timeoutMs = 120_000;
/** What ingest waits for the broker, and half of that again for a busy machine. */
const ingestBoundMs = 7_500;
const verdictBoundMs = 1_000;
/** What a statement may take, and some time for the connection. */
const accountsBoundMs = 14_000;
const token = `test_${'bootstrap'.repeat(5)}`;

interface Outage {
  begin(servers: LocalInfrastructure): unknown;
  end(servers: LocalInfrastructure): unknown;
  /** What goes on without the part, and what answers that it cannot now. */
  readonly ingest: 202 | 503;
  readonly accounts: 200 | 503;
  /** From the part's return until everything accepted is scored. */
  readonly recoveryMs: number;
}

const outages: Readonly<Record<string, Outage>> = {
  'Redis stalled': {
    ingest: 202,
    accounts: 200,
    begin: ({ redis }) => redis.pause(),
    end: ({ redis }) => redis.resume(),
    recoveryMs: 10_000,
  },
  'Redis killed': {
    ingest: 202,
    accounts: 200,
    begin: ({ redis }) => redis.kill(),
    end: ({ redis }) => redis.start(),
    recoveryMs: 10_000,
  },
  'PostgreSQL stalled': {
    ingest: 202,
    accounts: 503,
    begin: ({ postgres }) => postgres.pause(),
    end: ({ postgres }) => postgres.resume(),
    recoveryMs: 10_000,
  },
  'PostgreSQL killed': {
    ingest: 202,
    accounts: 503,
    begin: ({ postgres }) => postgres.kill(),
    end: ({ postgres }) => postgres.start(),
    recoveryMs: 10_000,
  },
  'Kafka stalled': {
    ingest: 503,
    accounts: 200,
    begin: ({ kafka }) => kafka[0]?.pause(),
    end: ({ kafka }) => kafka[0]?.resume(),
    recoveryMs: 10_000,
  },
  'Kafka killed': {
    ingest: 503,
    accounts: 200,
    begin: ({ kafka }) => kafka[0]?.kill(),
    end: ({ kafka }) => kafka[0]?.start(),
    // The broker comes back with the group as it was, and misses members that are gone after 10 s.
    recoveryMs: 20_000,
  },
};

interface Observed {
  readonly batch: Batch;
  readonly ingest: Answer;
  readonly verdict: Answer;
  /** On a session that no cache holds. */
  readonly stranger: Answer;
  readonly accounts: Answer;
}

describeReal('a part gone in the middle of traffic', () => {
  // Servers of its own: nobody else's tests survive a stopped database.
  let servers: LocalInfrastructure;
  let botect: Installation;
  beforeAll(async () => {
    servers = await startLocalInfrastructure({ ephemeral: true });
    const settings = { BOTECT_BOOTSTRAP_TOKEN: token };
    botect = await startInstallation(servers, { ingest: 1, scoring: 1, verdict: 2, accounts: 1 }, settings);
  }, startTimeoutMs);
  afterAll(async () => {
    await botect?.close();
    await servers?.stop();
  });

  const origin = (service: 'ingest' | 'verdict' | 'accounts') => botect.of(service)[0]?.origin() ?? '';

  /** Sends each batch once, with a verdict read and a control-plane call beside it. */
  const observe = async (project: SeededProject, batches: readonly Batch[]): Promise<Observed[]> => {
    const observed: Observed[] = [];
    const verdictOn = (session: string) =>
      call(`GET ${origin('verdict')}/v1/sessions/${session}/verdict`, { bearer: project.privateKey });
    await inParallel(batches, 20, async (batch) => {
      const { body, session } = batch;
      const [ingest, verdict, stranger, accounts] = await Promise.all([
        call(`POST ${origin('ingest')}/v1/events`, { body, headers: browser }),
        verdictOn(session),
        verdictOn(`${session}-unknown`),
        call(`GET ${origin('accounts')}/v1/account`, { bearer: token }),
      ]);
      observed.push({ batch, ingest, verdict, stranger, accounts });
    });
    return observed;
  };

  test.each(Object.entries(outages))(
    '%s: every call is answered in bounded time, and what was accepted is scored soon after the return',
    async (name, outage) => {
      const project = await seedProject(botect.database);
      const plan = { name: uniqueName(name.replace(' ', '-')), siteKey: project.siteKey };
      const batches = traffic({ ...plan, sessions: 20, batchesPerSession: 3 });
      const [before, during, after] = [0, 20, 40].map((from) => batches.slice(from, from + 20));
      await observe(project, before ?? []);
      await outage.begin(servers);
      const observed = await observe(project, during ?? []);
      await outage.end(servers);
      expectBounded(observed, outage);
      const refused = observed.filter(({ ingest }) => ingest.status !== 202).map(({ batch }) => batch);
      await inParallel([...refused, ...(after ?? [])], 20, (batch) =>
        sendUntilAcknowledged(() => origin('ingest'), batch),
      );
      await eventually(
        async () => expect(await usageOf(botect.database, project.accountId)).toBe(eventsOf(batches)),
        { timeoutMs: outage.recoveryMs },
      );
    },
    timeoutMs,
  );

  test(
    'a key rotated while Redis is gone is dead on every replica within two seconds, and the new one lives',
    async () => {
      const post = (path: string, body?: object) =>
        call(`POST ${origin('accounts')}/v1/projects${path}`, { bearer: token, body });
      const { body: project } = await post('', { name: 'rotates without Redis' });
      const { body: old } = await post(`/${project['id']}/scoring`);
      const statuses = async (key: unknown) => {
        const replicas = botect.of('verdict').map((replica) => replica.origin());
        const reads = replicas.map((at) =>
          call(`GET ${at}/v1/sessions/any/verdict`, { bearer: String(key) }),
        );
        return (await Promise.all(reads)).map(({ status }) => status);
      };
      expect(await statuses(old['private_key'])).toEqual([200, 200]);
      await servers.redis.kill();
      const { body: rotated } = await post(`/${project['id']}/scoring/rotate`, { type: 'private' });
      await eventually(async () => expect(await statuses(old['private_key'])).toEqual([401, 401]), {
        timeoutMs: 2_000,
      });
      expect(await statuses(rotated['key'])).toEqual([200, 200]);
      await servers.redis.start();
    },
    timeoutMs,
  );
});

/** Nothing hangs, a visitor is always allowed, and what cannot be done now is said in the documented form. */
function expectBounded(observed: readonly Observed[], outage: Outage): void {
  const notNow = { status: 503, body: { code: 'SERVICE_UNAVAILABLE', error: 'Service unavailable' } };
  for (const { ingest, verdict, stranger, accounts } of observed) {
    expect(ingest).toMatchObject(outage.ingest === 202 ? { status: 202, body: { duplicates: 0 } } : notNow);
    expect(accounts).toMatchObject(outage.accounts === 200 ? { status: 200 } : notNow);
    expect(verdict).toMatchObject({ status: 200, body: { action: 'allow' } });
    expect(stranger).toMatchObject({ status: 200, body: { action: 'allow', score: 0 } });
    expect(ingest.durationMs).toBeLessThan(ingestBoundMs);
    expect(accounts.durationMs).toBeLessThan(accountsBoundMs);
    expect(Math.max(verdict.durationMs, stranger.durationMs)).toBeLessThan(verdictBoundMs);
  }
}
