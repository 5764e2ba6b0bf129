import { seedProject } from '@botect/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { person, verdictServer } from './verdict-server.fixture.ts';

// Ample time, so that what is seen here is what was decided.
let server: Awaited<ReturnType<typeof verdictServer>>;
beforeAll(async () => {
  server = await verdictServer({ budgetMs: 10_000 });
}, 180_000);
afterAll(() => server.close());

async function actionFor(loggedIn: boolean | null, query = '') {
  const from = await seedProject(server.database);
  await server.rule(from, { when: 'logged_in == false', action: 'challenge' });
  await server.rule(from, { when: 'logged_in', action: 'delay', sortOrder: 1 });
  const token = await server.scored({ ...person, loggedIn }, from);
  return (await server.read(token, { from, query })).body.action;
}

describe('a rule that reads logged_in', () => {
  test.each([
    [null, 'allow'],
    [true, 'delay'],
    [false, 'challenge'],
  ] as const)('sees what the site’s server said of the session: %s', async (loggedIn, action) => {
    expect(await actionFor(loggedIn)).toBe(action);
  });

  test.each([
    [true, '?logged_in=0', 'challenge'],
    [false, '?logged_in=1', 'delay'],
    [null, '?logged_in=1', 'delay'],
    [true, '?logged_in=perhaps', 'delay'],
  ] as const)('sees what the read itself says before %s was said: %s', async (loggedIn, query, action) => {
    expect(await actionFor(loggedIn, query)).toBe(action);
  });

  test('of a session the database alone has is told by its row', async () => {
    const from = await seedProject(server.database);
    await server.rule(from, { when: 'logged_in', action: 'delay' });
    await server.database.query(
      `insert into scoring.sessions (project_id, token, account_id, revision, score, logged_in) values ($1, 'row', 1, 1, 80, true)`,
      [from.projectId],
    );
    expect((await server.read('row', { from })).body.action).toBe('delay');
  });
});
