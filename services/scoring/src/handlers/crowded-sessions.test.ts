import type { Fate } from '@botect/bus';
import { expect, test } from '@jest/globals';
import { perMinuteMax } from './crowded-sessions.ts';
import { embeddedStores } from './embedded-stores.fixture.ts';
import { scoringHarness } from './scoring-harness.fixture.ts';

const { now, consumer, subject } = scoringHarness(embeddedStores());
const many = perMinuteMax + 30;
const times = <Item>(count: number, make: () => Item) => Array.from({ length: count }, make);
const left = (fates: readonly Fate[]) => fates.filter(({ kind }) => kind === 'drop').length;

test('of a session that sends without end a minute’s worth is scored, and the rest left out', async () => {
  const { record, visible, metered } = subject();
  const fates = await consumer()(times(many, () => record('hot')));
  expect(fates.slice(perMinuteMax)).toEqual(times(30, () => ({ kind: 'drop', reason: 'crowded' })));
  expect([left(fates), await metered()]).toEqual([30, perMinuteMax]);
  expect(await visible('hot')).toMatchObject({ score: 87 });
});

test('the sessions around it are scored whole', async () => {
  const { record, metered } = subject();
  const records = [...times(many, () => record('hot')), ...times(perMinuteMax, () => record('calm'))];
  expect(left((await consumer()(records)).slice(many))).toBe(0);
  expect(await metered()).toBe(2 * perMinuteMax);
});

test('a backlog of many minutes is no crowd', async () => {
  const { record, metered } = subject();
  const records = times(many, () => {
    now.advance(5_000);
    return record('away');
  });
  expect([left(await consumer()(records)), await metered()]).toEqual([0, many]);
});

test('what the site’s server tells of a crowded session still counts', async () => {
  const { record, report, visible } = subject();
  const records = [...times(many, () => record('hot')), report('hot', { logged_in: true })];
  expect((await consumer()(records)).at(-1)).toEqual({ kind: 'done' });
  expect(await visible('hot')).toMatchObject({ loggedIn: true });
});

test('a session to be erased is read whole, so that every id of it is forgotten', async () => {
  const { record, erasure, stored } = subject();
  const records = [...times(many, () => record('hot')), erasure('hot')];
  const fates = await consumer()(records);
  expect(new Set(fates.map((fate) => ('reason' in fate ? fate.reason : fate.kind)))).toEqual(
    new Set(['erased', 'done']),
  );
  expect(await stored()).toEqual([]);
});
