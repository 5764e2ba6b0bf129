import { testKeys } from '@botect/contracts';
import type { Closable } from '@botect/runtime';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { call } from './harness/api.ts';
import { tokensIn } from './harness/facts.ts';
import { serverEntryStory } from './harness/server-entry-story.ts';
import { dataFolder, type Standalone, startStandalone } from './harness/standalone.ts';

describe('npm start, told things by a site’s server', () => {
  let folder: Closable & { readonly path: string };
  let botect: Standalone;
  beforeAll(async () => {
    folder = await dataFolder();
    const testing = { TEST_KEYS: 'on', TEST_KEYS_SLOW_MS: '300' };
    botect = await startStandalone({ BOTECT_DATA_DIR: folder.path, ...testing });
  }, 200_000);
  afterAll(async () => {
    await botect?.close();
    await folder?.close();
  });

  serverEntryStory(() => {
    const origin = () => botect.origin;
    return { ingest: origin, verdict: origin, accounts: origin, token: tokensIn(botect.stdout())[0] ?? '' };
  });

  test('answers the test keys when they are switched on', async () => {
    const asked = Object.entries(testKeys).map(async ([scenario, { privateKey: bearer }]) => {
      const answer = await call(`GET ${botect.origin}/v1/sessions/any/verdict`, { bearer });
      return [
        scenario,
        answer.status,
        answer.body['action'] ?? answer.body['code'],
        answer.durationMs >= 295,
      ];
    });
    expect(await Promise.all(asked)).toEqual([
      ['human', 200, 'allow', expect.any(Boolean)],
      ['definite', 200, 'block', expect.any(Boolean)],
      ['likely', 200, 'challenge', expect.any(Boolean)],
      ['not_computed', 200, 'allow', expect.any(Boolean)],
      ['slow', 200, 'allow', true],
      ['down', 503, 'SERVICE_UNAVAILABLE', expect.any(Boolean)],
    ]);
  });
});
