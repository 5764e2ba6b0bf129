import { actions, bands } from '@botect/contracts';
import { expect, test } from '@jest/globals';
import { trafficCounts, trafficPoints } from './traffic-points.ts';

const names = { bands, actions };
const counted = {
  sessions: [
    { projectId: 1, atMs: 0, band: 'definite', sessions: 2 },
    { projectId: 2, atMs: 0, band: 'definite', sessions: 1 },
    { projectId: 1, atMs: 200, band: 'likely_human', sessions: 5 },
  ],
  verdicts: [
    { projectId: 1, atMs: 200, band: 'definite', action: 'block', verdicts: 3 },
    { projectId: 1, atMs: 200, band: 'definite', action: 'allow', verdicts: 4 },
  ],
} as const;

test('every bucket of the window has a point, a last one that is not over too', () => {
  const points = trafficPoints({ fromMs: 0, toMs: 201, bucketMs: 100 }, counted, names);
  const seen = points.map(({ atMs, sessions, verdicts }) => [
    atMs,
    sessions.definite,
    sessions.likely_human,
    verdicts.total,
  ]);
  expect(seen).toEqual([
    [0, 3, 0, 0],
    [100, 0, 0, 0],
    [200, 0, 5, 7],
  ]);
});

test('an empty window has no points', () => {
  expect(trafficPoints({ fromMs: 100, toMs: 100, bucketMs: 100 }, counted, names)).toEqual([]);
});

test('every band and action is counted, with zero where there is nothing', () => {
  expect(trafficCounts(counted, names)).toEqual({
    sessions: { not_computed: 0, definite: 3, likely_automated: 0, likely_human: 5, verified: 0 },
    verdicts: {
      total: 7,
      by_band: { not_computed: 0, definite: 7, likely_automated: 0, likely_human: 0, verified: 0 },
      by_action: { allow: 4, challenge: 0, block: 3, log: 0, delay: 0 },
    },
  });
});
