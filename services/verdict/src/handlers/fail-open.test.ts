import { failOpenVerdict } from '@botect/contracts';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { definite, verdictServer } from './verdict-server.fixture.ts';

let server: Awaited<ReturnType<typeof verdictServer>>;
beforeAll(async () => {
  server = await verdictServer();
}, 60_000);
afterAll(() => server.close());

describe('a verdict read never fails a visitor', () => {
  test.each(['fails', 'never answers'] as const)(
    'when the cache %s and the database is away',
    async (cache) => {
      const token = await server.scored(definite);
      Object.assign(server.faults, { cache, databaseAway: true });
      const answer = await server.read(token);
      Object.assign(server.faults, { cache: 'none', databaseAway: false });
      expect(answer).toEqual({ status: 200, body: failOpenVerdict });
    },
  );

  test('and the database answers for a cache that fails', async () => {
    await server.store('sess_stored');
    server.faults.cache = 'fails';
    const { body } = await server.read('sess_stored');
    server.faults.cache = 'none';
    expect(body).toMatchObject({ score: 42, detection_ids: [3005] });
  });
});
