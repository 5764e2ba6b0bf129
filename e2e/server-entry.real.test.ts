import { describeReal } from '@botect/testkit';
import { afterAll, beforeAll } from '@jest/globals';
import { takingTurns } from './harness/api.ts';
import { tokensIn } from './harness/facts.ts';
import { type Installation, startInstallation } from './harness/installation.ts';
import { serverEntryStory } from './harness/server-entry-story.ts';

describeReal('two replicas of ingest and verdict, told things by a site’s server', (real) => {
  let botect: Installation;
  const next: Record<string, () => string> = {};
  beforeAll(async () => {
    botect = await startInstallation(real, { ingest: 2, scoring: 1, verdict: 2, accounts: 1 });
    for (const name of ['accounts', 'ingest', 'verdict'] as const) {
      next[name] = takingTurns(botect.of(name).map((replica) => replica.origin()));
    }
  }, 200_000);
  afterAll(() => botect?.close());

  serverEntryStory(() => ({
    ingest: () => next['ingest']?.() ?? '',
    verdict: () => next['verdict']?.() ?? '',
    accounts: () => next['accounts']?.() ?? '',
    token: tokensIn(botect.output()).join(),
  }));
});
