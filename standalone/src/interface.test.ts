import { accounts } from '@botect/accounts';
import { type Bus, connectBus } from '@botect/bus';
import { type Cache, connectCache } from '@botect/cache';
import { allOperations, topics } from '@botect/contracts';
import type { Database } from '@botect/database';
import { httpServer, openApiDocument, type Route } from '@botect/http';
import { ingest } from '@botect/ingest';
import { networksOf } from '@botect/networks';
import { connectPolicy } from '@botect/policy';
import { silentLog as log, systemClock as now, noTelemetry as telemetry } from '@botect/runtime';
import { noTally as tally } from '@botect/tally';
import { embeddedDatabase } from '@botect/testkit';
import { verdict } from '@botect/verdict';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

let database: Database;
let cache: Cache;
let bus: Bus;
let routes: readonly Route[];
beforeAll(async () => {
  database = await embeddedDatabase();
  cache = await connectCache({ embedded: true });
  bus = await connectBus({ sql: database, log }, topics);
  const policy = await connectPolicy({ database, cache, now, log });
  const networks = networksOf([], []);
  const to = { database, cache, bus, policy, networks, tally, log, now, telemetry };
  const rates = { perKey: 1_000, perAddress: 1_000, burst: 1_000 };
  const parts = [ingest(to), verdict({ ...to, budgetMs: 25 }), accounts({ ...to, rates, auditDays: 730 })];
  routes = parts.flatMap((part) => part.routes);
  await policy.close();
}, 180_000);
afterAll(async () => {
  await bus.close();
  await database.close();
});

const braced = ({ method, path }: Route) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`;
const documented = () => allOperations.map(({ method, path }) => `${method} ${path}`);

describe('the interface', () => {
  test('has a documented operation for every route, and a route for every documented operation', () => {
    expect(routes.map(braced).toSorted()).toEqual(documented().toSorted());
  });

  test('a route and its operation agree on the surface', () => {
    const surfaces = new Map(
      allOperations.map(({ method, path, surface }) => [`${method} ${path}`, surface]),
    );
    const different = routes.filter(
      (route) => (route.surface ?? 'bare') !== (surfaces.get(braced(route)) ?? 'bare'),
    );
    expect(different.map(braced)).toEqual([]);
  });

  test('served as a file, it names exactly what the router answers', async () => {
    const listener = await httpServer({ routes, log, telemetry }).listen({ port: 0, host: '127.0.0.1' });
    const response = await fetch(`http://127.0.0.1:${listener.port}/openapi.json`);
    const { openapi, paths } = (await response.json()) as { openapi: string; paths: Record<string, object> };
    await listener.close();
    const told = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(openapi).toBe('3.1.0');
    expect(told.toSorted()).toEqual(routes.map(braced).toSorted());
  });
});

test('the document has no reference that leads nowhere', () => {
  const document = openApiDocument(allOperations, { title: 't', version: '1', description: 'd' });
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)];
  const { schemas } = document['components'] as { schemas: Record<string, unknown> };
  const lost = references.filter(([, name = '']) => !(name in schemas));
  expect([references.length > 0, lost]).toEqual([true, []]);
});
