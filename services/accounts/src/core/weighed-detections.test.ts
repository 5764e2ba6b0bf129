import { expect, test } from '@jest/globals';
import { weighedDetections } from './weighed-detections.ts';

const reason = (id: number | null, points: number, evidence = '') => ({ id, term: '', points, evidence });

test('a detection is told once with all its points, whatever number of measures speak for it', () => {
  const measures = Array.from({ length: 8 }, (_, at) => reason(3010, at - 8.1, `measure_${at}`));
  const reasons = [reason(1010, 5, 'curl'), reason(1010, 5), ...measures, reason(null, 4)];
  expect(weighedDetections({ detectionIds: [1010, 3010], reasons })).toEqual([
    { id: 1010, points: 5, evidence: 'curl' },
    { id: 3010, points: -36.8, evidence: 'measure_0' },
  ]);
});

test('what scoring kept no reason for has neither points nor evidence', () => {
  const told = weighedDetections({ detectionIds: [2001, 3002], reasons: [reason(3002, -30, 'low')] });
  expect(told).toContainEqual({ id: 2001, points: null, evidence: null });
});
