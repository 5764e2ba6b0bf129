import { type Cache, connectCache } from '@botect/cache';
import { pageHitId } from '@botect/contracts';
import { connectDatabase, type Database } from '@botect/database';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { scoringHarness } from './scoring-harness.fixture.ts';

let database: Database;
let cache: Cache;
beforeAll(async () => {
  database = await connectDatabase({ migrate: true });
  cache = await connectCache({ embedded: true });
}, 180_000);
afterAll(() => database.close());

const { now, faults, consumer, subject } = scoringHarness(() => ({ database, cache }));

const page_id = '0123456789abcdef0123456789abcdef';
const hit = { header_names: ['host'], languages: ['en'], had_session_cookie: false };
const address = { ip: '8.8.8.8', source: 'header', inferred: false } as const;
const rowOf = async (projectId: number) =>
  (await database.query('select logged_in, ip, ua from scoring.sessions where project_id = $1', [projectId]))
    .rows[0];

describe('scoring what a site’s server told', () => {
  test('makes a session of a page nobody ran a script on: without a score, and metered as nothing', async () => {
    const { report, visible, stored, metered } = subject();
    expect(await consumer()([report('a', { page_id, hit })])).toEqual([{ kind: 'done' }]);
    expect(await visible('a')).toMatchObject({ score: 0, loggedIn: null });
    expect([await stored(), await metered()]).toEqual([[{ token: 'a', revision: 1, score: 0 }], 0]);
  });

  test('makes a login visible and durable, and leaves the score as it was', async () => {
    const { record, report, visible, projectId } = subject();
    const handle = consumer();
    await handle([record('a')]);
    await handle([report('a', { logged_in: true, address })]);
    expect(await visible('a')).toMatchObject({ score: 87, loggedIn: true });
    expect(await rowOf(projectId)).toEqual({ logged_in: true, ip: '8.8.8.8', ua: 'Mozilla/5.0' });
  });

  test('redelivered to the same or to another process changes nothing', async () => {
    const { report, stored } = subject();
    const records = [report('a', { page_id, hit, logged_in: true, address })];
    const first = consumer();
    for (const handle of [first, first, consumer()]) await handle(records);
    expect(await stored()).toMatchObject([{ revision: 1 }]);
  });

  test('that died between database and cache is made visible by the redelivery', async () => {
    const { report, visible } = subject();
    const records = [report('a', { logged_in: true })];
    faults.publish = true;
    await expect(consumer()(records)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    faults.publish = false;
    await consumer()(records);
    expect(await visible('a')).toMatchObject({ loggedIn: true });
  });

  test('is erased with its session, and its pages can be told of anew', async () => {
    const { report, erasure, stored, countNew } = subject();
    const [early, late] = [page_id, 'f'.repeat(32)];
    const countPages = () => countNew('a', [pageHitId(early), pageHitId(late)]);
    await countPages();
    await consumer()([report('a', { page_id: early, hit })]);
    now.advance(1);
    await consumer()([report('a', { page_id: late, hit }), erasure('a')]);
    expect([await stored(), await countPages()]).toEqual([[], 2]);
  });

  test('and cannot be read goes to the dead letters', async () => {
    const { report } = subject();
    const broken = { ...report('a', {}), value: Buffer.from('{"v":1,"kind":"report",') };
    expect(await consumer()([broken])).toMatchObject([{ kind: 'dead-letter' }]);
  });
});
