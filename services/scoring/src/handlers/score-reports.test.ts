import { pageHitId } from '@botect/contracts';
import { describe, expect, test } from '@jest/globals';
import { embeddedStores } from './embedded-stores.fixture.ts';
import { scoringHarness } from './scoring-harness.fixture.ts';

const stores = embeddedStores();

const { now, faults, consumer, subject } = scoringHarness(stores);

const page_id = '0123456789abcdef0123456789abcdef';
const hit = { header_names: ['host'], languages: ['en'], had_session_cookie: false };
const address = { ip: '8.8.8.8', source: 'header', inferred: false } as const;
const rowOf = async (projectId: number) =>
  (
    await stores().database.query('select logged_in, ip, ua from scoring.sessions where project_id = $1', [
      projectId,
    ])
  ).rows[0];

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
