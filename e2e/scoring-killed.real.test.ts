import { describeReal, eventually, type SeededProject, seedProject, uniqueName } from '@botect/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { call, takingTurns } from './harness/api.ts';
import { scoresOf, usageOf } from './harness/facts.ts';
import { type Installation, startInstallation } from './harness/installation.ts';
import { inParallel, sendUntilAcknowledged } from './harness/sending.ts';
import { type Batch, eventsOf, seeded, traffic } from './harness/traffic.ts';

const timeoutMs = 300_000;
/** A killed member of a consumer group is missed after 10 s. */
const takeoverTimeoutMs = 60_000;

describeReal('scoring killed in the middle of a stream', (real) => {
  let botect: Installation;
  let ingest: () => string;
  beforeAll(async () => {
    botect = await startInstallation(real, { ingest: 2, scoring: 2, verdict: 1 });
    ingest = takingTurns(botect.of('ingest').map((replica) => replica.origin()));
  }, timeoutMs);
  afterAll(() => botect?.close());

  const counted = (project: SeededProject, events: number) =>
    eventually(
      async () => expect(await usageOf(botect.database, project.accountId)).toBeGreaterThanOrEqual(events),
      { timeoutMs: takeoverTimeoutMs },
    );
  const stream = (batches: readonly Batch[]) =>
    inParallel(batches, 8, (batch) => sendUntilAcknowledged(ingest, batch));

  const verdicts = async ({ privateKey }: SeededProject, batches: readonly Batch[]) => {
    const answers: unknown[] = [];
    await inParallel(new Set(batches.map(({ session }) => session)), 8, async (session) => {
      const url = `${botect.of('verdict')[0]?.origin()}/v1/sessions/${session}/verdict`;
      answers.push([session, (await call(`GET ${url}`, { bearer: privateKey })).body]);
    });
    return answers.sort();
  };

  test(
    'ends in the verdicts of a run without kills, and counts every accepted event once',
    async () => {
      const name = uniqueName('stream');
      const [killed, clean] = [await seedProject(botect.database), await seedProject(botect.database)];
      const plan = { name, sessions: 200, batchesPerSession: 10 };
      const batches = traffic({ ...plan, siteKey: killed.siteKey });
      const events = eventsOf(batches);
      for (const third of [0, 1, 2]) {
        await counted(killed, eventsOf(batches.slice(0, 667 * third)));
        const progress = await usageOf(botect.database, killed.accountId);
        // Held while the log fills, so that every partition is in hand when the kill comes.
        for (const replica of botect.of('scoring')) replica.pause();
        await stream(batches.slice(667 * third, 667 * (third + 1)));
        for (const replica of botect.of('scoring')) replica.resume();
        await counted(killed, progress + 1 + seeded(`moment ${third}`, 200));
        await Promise.all(botect.of('scoring').map((replica) => replica.kill()));
        await Promise.all(botect.of('scoring').map((replica) => replica.start()));
      }
      await counted(killed, events);
      await stream(traffic({ ...plan, siteKey: clean.siteKey }));
      await counted(clean, events);
      expect(await usageOf(botect.database, killed.accountId)).toBe(events);
      expect(await scoresOf(botect.database, killed.projectId)).toEqual(
        await scoresOf(botect.database, clean.projectId),
      );
      await eventually(async () =>
        expect(await verdicts(killed, batches)).toEqual(await verdicts(clean, batches)),
      );
    },
    timeoutMs,
  );
});
