import { describeReal, seedProject } from '@botect/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Installation, type ServiceName, startInstallation } from './harness/installation.ts';
import { killUnderLoad } from './harness/kills.ts';

const timeoutMs = 300_000;
const token = `test_${'bootstrap'.repeat(5)}`;
const services: readonly ServiceName[] = ['ingest', 'verdict', 'accounts', 'scoring'];

// `npm run bench -- endurance kills` does the same a hundred times.
describeReal('replicas of every service killed at any moment under load', (real) => {
  let botect: Installation;
  beforeAll(async () => {
    const counts = { ingest: 2, verdict: 2, accounts: 2, scoring: 2 };
    botect = await startInstallation(real, counts, { BOTECT_BOOTSTRAP_TOKEN: token });
  }, timeoutMs);
  afterAll(() => botect?.close());

  test(
    'no acknowledged event and no acknowledged write is lost, none has its effect twice, and no answer is wrong',
    async () => {
      const project = await seedProject(botect.database);
      const load = { botect, project, token, workers: 4, pauseMs: 20 };
      const figures = await killUnderLoad({ ...load, services, kills: 2, seed: 'short' });
      expect(figures).toMatchObject({
        kills: { ingest: 2, verdict: 2, accounts: 2, scoring: 2 },
        ...{ lost: 0, twice: 0, writesLost: 0, writesUnaudited: 0, failures: [] },
      });
      expect(figures.counted).toBe(figures.acknowledged);
      expect(Math.min(figures.acknowledged, figures.written)).toBeGreaterThan(0);
    },
    timeoutMs,
  );
});
