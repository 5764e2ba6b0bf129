import { expect, test } from '@jest/globals';
import { shipped, usual } from './demand.ts';
import type { Figures } from './figures.ts';
import { strained } from './limits.ts';
import { needsOf } from './model.ts';

const figures: Figures = {
  run: { at: '2026-11-21T00:00:00Z', processor: 'any', cores: 2, loadBefore: 0 },
  ingest: { '1': 50, '10': 100, '50': 300 },
  ...{ kafkaPerBatch: 10, redisPerBatch: 5, kafkaBytesPerBatch: { '1': 500, '10': 2_000, '50': 9_000 } },
  record: { scoring: 80, postgres: 40, redis: 5, kafka: 5 },
  ...{ recordShared: 85, recordPostgresManyRows: 45, verdict: 20, redisPerVerdict: 4 },
  ...{ postgresBytesPerSession: 3_000, rowsMeasured: 1, redisBytesPerScoredSession: 150 },
  ...{ redisBytesPerId: { '15': 12, '500': 4, '600': 6 }, idsAt: '2026-11-21T00:00:00Z' },
  memory: { ingest: 1e8, scoring: 1e8, verdict: 1e8 },
};
const needs = (eventsPerSecond: number) => needsOf(figures, { ...usual, eventsPerSecond }, shipped);

test('cores are the work of a second over what may be used of one', () => {
  const { cores, processes, batchesPerSecond } = needs(1_000_000);
  expect(batchesPerSecond).toBe(100_000);
  expect(cores).toMatchObject({ ingest: 20, scoring: 16, kafka: 3, redis: 2.8, verdict: 4 });
  expect(processes).toEqual({ ingest: 20, scoring: 16, verdict: 4 });
});

test('what flows and what is kept grow with the events', () => {
  const [few, many] = [needs(100_000), needs(1_000_000)];
  for (const what of [
    'kafkaBytesPerSecond',
    'kafkaDiskBytes',
    'redisBytes',
    'postgresDiskBytes',
    'rowsPerSecond',
  ] as const)
    expect(many[what] / few[what]).toBeCloseTo(10, 6);
});

test('what is kept goes by the mean and by how long it is kept', () => {
  // 10,000 batches a second at the peak, a third of that on the mean; three days, three copies of 2 kB.
  expect(needs(100_000).kafkaDiskBytes).toBe((10_000 / 3) * 2_000 * 259_200 * 3);
  // 667 new sessions a second on the mean, for thirty days.
  expect(needs(100_000).postgresDiskBytes).toBeCloseTo((10_000 / 5 / 3) * 2_592_000 * 3_000, -3);
});

test('ids of events cost what their bucket makes them cost', () => {
  const each = (eventsPerSecond: number) =>
    needs(eventsPerSecond).redisIdsBytes / ((eventsPerSecond / usual.peakToMean) * shipped.seenIdsSeconds);
  expect([each(100), each(1_200), each(10_000)].map(Math.round)).toEqual([12, 4, 6]);
});

test('a small installation still has two of everything, and strains nothing', () => {
  expect(needs(10).processes).toEqual({ ingest: 2, scoring: 2, verdict: 2 });
  expect(strained(needs(10)).filter(({ share }) => share > 1)).toEqual([]);
});

test('every limit is strained more by more events, and the worst comes first', () => {
  const share = (eventsPerSecond: number) =>
    new Map(strained(needs(eventsPerSecond)).map(({ limit, share: of }) => [limit.name, of]));
  const [few, many] = [share(10_000), share(1_000_000)];
  for (const [name, of] of few) expect(many.get(name)).toBeGreaterThan(of);
  const shares = strained(needs(1_000_000)).map(({ share: of }) => of);
  expect(shares).toEqual(shares.toSorted((a, b) => b - a));
});
