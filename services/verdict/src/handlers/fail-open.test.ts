import { failOpenVerdict } from '@botect/contracts';
import { seedProject } from '@botect/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { definite, verdictServer } from './verdict-server.fixture.ts';

let server: Awaited<ReturnType<typeof verdictServer>>;
beforeAll(async () => {
  server = await verdictServer();
}, 180_000);
afterAll(() => server.close());

describe('a verdict read never fails a visitor', () => {
  test.each(['fails', 'never answers'] as const)(
    'when the cache %s and the database is away',
    async (cache) => {
      const token = await server.scored(definite);
      Object.assign(server.faults, { cache, database: 'fails' });
      const answer = await server.read(token);
      Object.assign(server.faults, { cache: 'none', database: 'none' });
      expect(answer).toEqual({ status: 200, body: failOpenVerdict });
    },
  );

  test.each(['fails', 'never answers'] as const)(
    'when the database %s: what rules would read there is unknown, and the score holds',
    async (database) => {
      const from = await seedProject(server.database);
      await server.rule(from, { when: 'country == "DE"', action: 'block' });
      await server.rule(from, { when: 'country == null', action: 'challenge' });
      const token = await server.scored(definite, from);
      await server.read('sess_nobody', { from });
      server.faults.database = database;
      const { body } = await server.read(token, { from });
      server.faults.database = 'none';
      expect(body).toMatchObject({ score: 1, action: 'challenge' });
    },
  );

  test('and an answer nobody could give counts as one that allowed, its key as used once', async () => {
    const token = await server.scored(definite);
    await server.read(token);
    server.counted();
    server.keysUsed.length = 0;
    Object.assign(server.faults, { cache: 'fails', database: 'fails' });
    await server.read(token);
    Object.assign(server.faults, { cache: 'none', database: 'none' });
    expect(server.counted()).toEqual([`${server.project.projectId} not_computed allow`]);
    expect(server.keysUsed).toHaveLength(1);
  });

  test('and the database answers for a cache that fails', async () => {
    await server.store('sess_stored');
    server.faults.cache = 'fails';
    const { body } = await server.read('sess_stored');
    server.faults.cache = 'none';
    expect(body).toMatchObject({ score: 42, detection_ids: [3005] });
  });
});
