import { seedProject } from '@botect/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { canInstall, missingPrograms } from '../infra/local/programs.ts';
import { type LocalInfrastructure, startLocalInfrastructure } from '../infra/local/start.ts';
import { killBrokers } from './harness/brokers.ts';
import { type Installation, startInstallation } from './harness/installation.ts';

const timeoutMs = 300_000;
const token = `test_${'bootstrap'.repeat(5)}`;
const available = missingPrograms().length === 0 || canInstall();

// Servers of its own: nobody else's tests survive a killed broker. `npm run bench -- endurance brokers` goes on for longer.
(available ? describe : describe.skip)('one broker of three killed under load', () => {
  let servers: LocalInfrastructure;
  let botect: Installation;
  beforeAll(async () => {
    servers = await startLocalInfrastructure({ ephemeral: true, brokers: 3 });
    const counts = { ingest: 2, scoring: 2, verdict: 1, accounts: 1 };
    botect = await startInstallation(servers, counts, { BOTECT_BOOTSTRAP_TOKEN: token });
  }, timeoutMs);
  afterAll(async () => {
    await botect?.close();
    await servers?.stop();
  });

  test(
    'whichever it is: events go on being acknowledged and counted, none is lost and none counts twice',
    async () => {
      const project = await seedProject(botect.database);
      const load = { botect, project, token, workers: 4, pauseMs: 20 };
      const figures = await killBrokers({ ...load, brokers: servers.kafka, rounds: 1 });
      const { lost, twice, failures } = figures;
      // Should something be lost, what the processes said of it is worth more than that it is.
      const said = lost === 0 ? [] : trouble(botect.output());
      expect({ lost, twice, failures, said }).toEqual({ lost: 0, twice: 0, failures: [], said: [] });
      expect(figures.counted).toBe(figures.acknowledged);
    },
    timeoutMs,
  );
});

/** What was logged as out of the ordinary, but for connections that broke, as they must. */
function trouble(output: string): readonly string[] {
  const lines = output.split('\n').filter((line) => /"level":"(warn|error)"/.test(line));
  return lines.filter((line) => !/Connection|ECONN|disconnect/i.test(line)).map((line) => line.slice(0, 400));
}
