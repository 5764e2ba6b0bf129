import { connectCache } from '@botect/cache';
import { requestOf } from '@botect/http';
import type { PolicyReader, ProjectPolicy } from '@botect/policy';
import { silentLog as log, noTelemetry as telemetry } from '@botect/runtime';
import { expect, test } from '@jest/globals';
import { ingest } from './wiring.ts';

const published: unknown[] = [];

async function routesOf(lookup: PolicyReader['lookup'], keyUsed = (_keyId: string) => {}) {
  const policy = { lookup, find: async () => null, close: async () => {} };
  const { routes } = ingest({
    bus: { publish: async (record) => void published.push(record) },
    cache: await connectCache({ embedded: true }),
    database: { query: async () => ({ rows: [], rowCount: 0 }) },
    tally: { keyUsed },
    ...{ policy, telemetry, log, now: () => 0 },
  });
  return routes;
}

test('the key of a batch counts as used', async () => {
  const used: string[] = [];
  const lookup: PolicyReader['lookup'] = (kind, key, tell) => {
    tell?.(`${kind} ${key}`);
    return null;
  };
  const routes = await routesOf(lookup, (keyId) => void used.push(keyId));
  const request = requestOf({ headers: { 'x-botect-site-key': 'pk_1' } });
  await expect(routes[0]?.handle(request)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(used).toEqual(['site pk_1']);
});

test('whatever a project sends is charged to it before anything of it is read', async () => {
  const project = { projectId: 7, projectActive: true, scoringEnabled: true, accountActive: true };
  const routes = await routesOf(() => project as ProjectPolicy);
  const standBack = new Error('stand back');
  const charged: number[] = [];
  for (const route of routes.filter(({ method }) => method === 'POST')) {
    const request = requestOf({ headers: { 'x-botect-site-key': 'pk_1' }, body: 'no JSON' });
    request.chargeTo = (projectId) => {
      charged.push(projectId);
      throw standBack;
    };
    await expect(route.handle(request)).rejects.toBe(standBack);
  }
  expect([charged, published]).toEqual([[7, 7, 7, 7], []]);
});

test('all that ingest answers goes before the control plane', async () => {
  const routes = await routesOf(() => null);
  expect(new Set(routes.map(({ priority }) => priority))).toEqual(new Set(['ingest']));
});
