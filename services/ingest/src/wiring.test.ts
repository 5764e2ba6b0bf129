import { connectCache } from '@botect/cache';
import { requestOf } from '@botect/http';
import type { PolicyReader } from '@botect/policy';
import { silentLog as log, noTelemetry as telemetry } from '@botect/runtime';
import { expect, test } from '@jest/globals';
import { ingest } from './wiring.ts';

test('the key of a batch counts as used', async () => {
  const used: string[] = [];
  const lookup: PolicyReader['lookup'] = (kind, key, tell) => {
    tell?.(`${kind} ${key}`);
    return null;
  };
  const policy = { lookup, find: async () => null, close: async () => {} };
  const { routes } = ingest({
    bus: { publish: async () => {} },
    cache: await connectCache({ embedded: true }),
    database: { query: async () => ({ rows: [], rowCount: 0 }) },
    tally: { keyUsed: (keyId) => void used.push(keyId) },
    ...{ policy, telemetry, log, now: () => 0 },
  });
  const request = requestOf({ headers: { 'x-botect-site-key': 'pk_1' } });
  await expect(routes[0]?.handle(request)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(used).toEqual(['site pk_1']);
});
