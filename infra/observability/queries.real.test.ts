import { describeReal, eventually, type SeededProject, seedProject, uniqueName } from '@botect/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { call } from '../../e2e/harness/api.ts';
import { type Installation, startInstallation } from '../../e2e/harness/installation.ts';
import { browser, inParallel } from '../../e2e/harness/sending.ts';
import { traffic } from '../../e2e/harness/traffic.ts';
import { missingPrograms, monitoringPrograms } from '../local/programs.ts';
import { exportedSeries, seriesIn } from './metrics/exported.ts';
import { dashboardExpressions } from './metrics/expressions.ts';
import { describePrometheus } from './prometheus/describe-prometheus.fixture.ts';
import { type RealPrometheus, startPrometheus } from './prometheus/real-prometheus.fixture.ts';
import { allRules } from './prometheus/rules.ts';

const timeoutMs = 300_000;
const services = ['ingest', 'scoring', 'verdict', 'accounts'] as const;
const token = `test_${'bootstrap'.repeat(5)}`;
/** How long the installation is watched; Prometheus looks every second. */
const rateInterval = '30s';

/** Panels about what these visitors do not do. */
const unvisited = /: (Signed agents|Told by servers of sites)$/;
/** A busy machine is late, and says so: it gives up stores that are well, too. */
const late =
  'Botect(Verdicts(Slow|Failing)|ScoresLate|ProcessSaturated|RequestsShed|DependencyDown|StoreErrors)';

const describeWatched: typeof describeReal = (title, body) =>
  describePrometheus(title, () => describeReal('all services under a small load', body));

describeWatched('Prometheus watches', (real) => {
  let botect: Installation;
  let project: SeededProject;
  let prometheus: RealPrometheus;
  beforeAll(async () => {
    const counts = { ingest: 1, scoring: 1, verdict: 1, accounts: 1 };
    botect = await startInstallation(real, counts, { BOTECT_BOOTSTRAP_TOKEN: token });
    project = await seedProject(botect.database, { monthlyEventQuota: 10 });
    prometheus = await startPrometheus(services.map((job) => ({ job, port: adminPort(job) })));
  }, timeoutMs);
  afterAll(async () => {
    await prometheus?.close();
    await botect?.close();
  });

  const replica = (job: (typeof services)[number]) => botect.of(job)[0] ?? fail(job);
  const adminPort = (job: (typeof services)[number]) =>
    Number(/"adminPort":(\d+)/.exec(replica(job).output())?.[1]);

  /** Visitors with their verdicts, an owner who looks, and a batch that is refused. */
  async function load() {
    const plan = { name: uniqueName('load'), siteKey: project.siteKey, sessions: 20, batchesPerSession: 3 };
    await inParallel(traffic(plan), 4, async ({ session, body }) => {
      await call(`POST ${replica('ingest').origin()}/v1/events`, { body, headers: browser });
      const { privateKey: bearer } = project;
      await call(`GET ${replica('verdict').origin()}/v1/sessions/${session}/verdict`, { bearer });
    });
    await call(`POST ${replica('ingest').origin()}/v1/events`, { body: '{}' });
    await call(`GET ${replica('accounts').origin()}/user`, { bearer: token });
  }
  /** Until it holds, under load: a rate is seen where something rises between two looks. */
  const underLoad = (holds: () => Promise<void>) =>
    eventually(() => load().then(holds), { timeoutMs: 60_000 });

  test(
    'every rule is evaluated, and what is recorded is there',
    async () => {
      await underLoad(async () => {
        const states = await prometheus.rules();
        expect(states.filter(({ health }) => health !== 'ok')).toEqual([]);
        expect(states).toHaveLength(allRules().length);
        expect(await prometheus.ask('botect:slo_burn:avg5m{slo="score-freshness"} >= 0')).toHaveLength(1);
      });
    },
    timeoutMs,
  );

  test(
    'no query of a dashboard is refused, and what a healthy installation does is seen',
    async () => {
      await underLoad(async () => {
        const empty: string[] = [];
        for (const { place, text, mayBeEmpty } of dashboardExpressions()) {
          const expression = text.replaceAll('$__rate_interval', rateInterval).replace(' offset 1d', '');
          const found = await prometheus.ask(expression);
          if (found.length === 0 && !mayBeEmpty) empty.push(place);
        }
        expect(empty.filter((place) => !unvisited.test(place))).toEqual([]);
      });
    },
    timeoutMs,
  );

  test(
    'it raises no alert but those about time, which a busy machine does not have',
    async () => {
      const raised = await prometheus.ask(`ALERTS{alertname!~"${late}"}`);
      expect(raised.map(({ metric }) => metric)).toEqual([]);
    },
    timeoutMs,
  );

  test('nothing is served but what is declared, with the labels declared', async () => {
    const declared = await exportedSeries();
    for (const job of services) {
      const served = seriesIn(await (await fetch(`http://127.0.0.1:${adminPort(job)}/metrics`)).text());
      const strays = [...served].filter(
        ([name, labels]) => !labels.every((label) => declared.get(name)?.includes(label)),
      );
      expect(strays).toEqual([]);
    }
  });

  test('Prometheus can be had', () => expect(missingPrograms(monitoringPrograms)).toEqual([]));
});

function fail(job: string): never {
  throw new Error(`${job} was not started`);
}
