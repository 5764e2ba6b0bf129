import { describeReal, eventually, type SeededProject, seedProject, uniqueName } from '@botect/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Answer, call, takingTurns } from './harness/api.ts';
import { usageOf } from './harness/facts.ts';
import { type Installation, startInstallation } from './harness/installation.ts';
import {
  type FaultName,
  faults,
  type LinkedInfrastructure,
  type Part,
  parts,
  startLinkedInfrastructure,
} from './harness/linked-infrastructure.ts';
import type { Replica } from './harness/replica.ts';
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

/** What goes on without the part, and what answers that it cannot now. */
interface Outage {
  readonly ingest: 202 | 503;
  readonly accounts: 200 | 503;
}

const without: Readonly<Record<Part, Outage>> = {
  Redis: { ingest: 202, accounts: 200 },
  PostgreSQL: { ingest: 202, accounts: 503 },
  Kafka: { ingest: 503, accounts: 200 },
};
/** `npm run bench -- endurance outages` tells how long it takes. */
const recoveryTimeoutMs = 60_000;
const ways: readonly FaultName[] = ['stalled', 'killed', 'cut off', 'half-open'];
const outages = parts.flatMap((part) => ways.map((way) => [part, way] as const));

interface Observed {
  readonly batch: Batch;
  readonly ingest: Answer;
  readonly verdict: Answer;
  /** On a session that no cache holds. */
  readonly stranger: Answer;
  readonly accounts: Answer;
}

describeReal('a part gone in the middle of traffic', () => {
  let infrastructure: LinkedInfrastructure;
  let botect: Installation;
  beforeAll(async () => {
    infrastructure = await startLinkedInfrastructure();
    const counts = { ingest: 2, scoring: 2, verdict: 2, accounts: 2 };
    botect = await startInstallation(infrastructure, counts, { BOTECT_BOOTSTRAP_TOKEN: token });
  }, startTimeoutMs);
  afterAll(async () => {
    await botect?.close();
    await infrastructure?.close();
  });

  const turns = new Map<string, () => Replica>();
  /** Of one replica after the other. */
  const origin = (service: 'ingest' | 'verdict' | 'accounts') => {
    const next = turns.get(service) ?? takingTurns(botect.of(service));
    turns.set(service, next);
    return next().origin();
  };

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

  test.each(outages)(
    '%s %s: every call is answered in bounded time, and after its return all goes on by itself',
    async (part, way) => {
      const linked = infrastructure.of[part];
      const project = await seedProject(botect.database);
      const plan = { name: uniqueName('outage'), siteKey: project.siteKey };
      const batches = traffic({ ...plan, sessions: 20, batchesPerSession: 3 });
      const [before, during, after] = [0, 20, 40].map((from) => batches.slice(from, from + 20));
      await observe(project, before ?? []);
      await faults[way].begin(linked);
      const observed = await observe(project, during ?? []);
      await faults[way].end(linked);
      expectBounded(observed, without[part]);
      const refused = observed.filter(({ ingest }) => ingest.status !== 202).map(({ batch }) => batch);
      await inParallel([...refused, ...(after ?? [])], 20, (batch) =>
        sendUntilAcknowledged(() => origin('ingest'), batch),
      );
      await eventually(
        async () => expect(await usageOf(botect.database, project.accountId)).toBe(eventsOf(batches)),
        { timeoutMs: recoveryTimeoutMs },
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
      await infrastructure.of.Redis.server.kill();
      const { body: rotated } = await post(`/${project['id']}/scoring/rotate`, { type: 'private' });
      await eventually(async () => expect(await statuses(old['private_key'])).toEqual([401, 401]), {
        timeoutMs: 2_000,
      });
      expect(await statuses(rotated['key'])).toEqual([200, 200]);
      await infrastructure.of.Redis.server.start();
    },
    timeoutMs,
  );

  /** What every replica answers: ingest to the batch, verdict on its session. */
  const answersTo = async ({ body, session }: Batch, bearer: string) => {
    const [accepted, read] = await Promise.all([
      atEach('ingest', (at) => call(`POST ${at}/v1/events`, { body, headers: browser })),
      atEach('verdict', (at) => call(`GET ${at}/v1/sessions/${session}/verdict`, { bearer })),
    ]);
    const isScored = read.every(({ body: verdict }) => Number(verdict['score']) > 0);
    return { ingest: accepted.map(({ status }) => status), isScored };
  };
  const atEach = (service: 'ingest' | 'verdict', ask: (at: string) => Promise<Answer>) =>
    Promise.all(botect.of(service).map((replica) => ask(replica.origin())));

  test(
    'Redis gone, and PostgreSQL while Redis comes back: known sites are served all the time, a strange one is told to come again',
    async () => {
      const { Redis, PostgreSQL } = infrastructure.of;
      const { siteKey, privateKey } = await seedProject(botect.database);
      const [known, strange] = [siteKey, 'pk_strange'].map((key) => oneBatchOf(key)) as [Batch, Batch];
      const isAccepted = async () => expect((await answersTo(known, privateKey)).ingest).toEqual([202, 202]);
      const isServed = async () =>
        expect(await answersTo(known, privateKey)).toEqual({ ingest: [202, 202], isScored: true });
      await eventually(isServed, { timeoutMs: recoveryTimeoutMs });
      Redis.link.cut();
      await isAccepted();
      PostgreSQL.link.cut();
      await Redis.link.mend();
      for (let calls = 0; calls < 20; calls += 1) await isAccepted();
      // By then Redis is read again, or it could not be told: the visitor was let in.
      await eventually(isServed);
      expect((await answersTo(strange, privateKey)).ingest).toEqual([503, 503]);
      await PostgreSQL.link.mend();
    },
    timeoutMs,
  );
});

function oneBatchOf(siteKey: string): Batch | undefined {
  const plan = { name: uniqueName('one'), siteKey, sessions: 1, batchesPerSession: 1 };
  return traffic(plan)[0];
}

/** Nothing hangs, a visitor is always allowed, and what cannot be done now is said in the documented form. */
function expectBounded(observed: readonly Observed[], outage: Outage): void {
  const notNow = { status: 503, body: { code: 'SERVICE_UNAVAILABLE', error: 'Service unavailable' } };
  // A busy machine refuses some for want of room, whatever is gone.
  expect(observed.map(({ ingest }) => ingest.status)).toContain(outage.ingest);
  for (const { ingest, verdict, stranger, accounts } of observed) {
    expect(ingest).toMatchObject(ingest.status === 202 ? { body: { duplicates: 0 } } : notNow);
    expect(accounts).toMatchObject(outage.accounts === 200 ? { status: 200 } : notNow);
    expect(verdict).toMatchObject({ status: 200, body: { action: 'allow' } });
    expect(stranger).toMatchObject({ status: 200, body: { action: 'allow', score: 0 } });
    expect(ingest.durationMs).toBeLessThan(ingestBoundMs);
    expect(accounts.durationMs).toBeLessThan(accountsBoundMs);
    expect(Math.max(verdict.durationMs, stranger.durationMs)).toBeLessThan(verdictBoundMs);
  }
}
