import { connectCache } from '@botect/cache';
import { usageSchema } from '@botect/contracts';
import type { Database } from '@botect/database';
import { embeddedDatabase } from '@botect/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedUsage } from '../../adapters/session-details.fixture.ts';
import { type AccountsServer, type Story, serveAccounts } from '../accounts-server.fixture.ts';

let database: Database;
let server: AccountsServer;
beforeAll(async () => {
  database = await embeddedDatabase();
  const now = () => Date.UTC(2026, 1, 1);
  server = await serveAccounts(database, await connectCache({ embedded: true }), { now });
}, 180_000);
afterAll(async () => {
  await server.close();
  await database.close();
});

const show = async ({ call }: Story, query = '') =>
  usageSchema.parse((await call('GET', `/v1/usage${query}`)).body);
const quota = ({ accountId }: Story, monthlyEventQuota: bigint) =>
  database.prisma.account.update({ where: { id: accountId }, data: { monthlyEventQuota } });

describe('usage', () => {
  test('is shown month by month, the quiet ones too', async () => {
    const story = await server.story();
    await seedUsage(database, story.accountId, { '2025-10': 9, '2025-12': 3, '2026-02': 5 });
    expect(await show(story, '?months=4')).toEqual({
      month: '2026-02',
      quota: null,
      over_quota: false,
      events_this_month: 5,
      months: [
        { month: '2026-02', events: 5 },
        { month: '2026-01', events: 0 },
        { month: '2025-12', events: 3 },
        { month: '2025-11', events: 0 },
      ],
    });
  });

  test('goes back a year unless told', async () => {
    expect((await show(await server.story())).months).toHaveLength(12);
  });

  test('without a quota is never over it', async () => {
    const story = await server.story();
    await seedUsage(database, story.accountId, { '2026-02': 1_000_000_000 });
    expect(await show(story)).toMatchObject({ quota: null, over_quota: false });
  });

  test.each([
    [9, false],
    [10, true],
    [11, true],
  ])('%i events of 10: over quota %s, as the answers to events say', async (events, over_quota) => {
    const story = await server.story();
    await quota(story, 10n);
    await seedUsage(database, story.accountId, { '2026-01': 100, '2026-02': events });
    expect(await show(story)).toMatchObject({ quota: 10, over_quota, events_this_month: events });
  });

  test.each(['0', '25', '1.5', 'all'])('months=%s is refused: 422', async (months) => {
    const { call } = await server.story();
    const answer = await call('GET', `/v1/usage?months=${months}`);
    expect(answer).toMatchObject({ status: 422, body: { details: { errors: [{ path: 'months' }] } } });
  });
});
