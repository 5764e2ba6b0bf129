import { detections } from '@botect/contracts';
import { expect, test } from '@jest/globals';
import { windowTerms } from './behavioral.ts';
import { motionPoints, syntheticMotion } from './motion-model.ts';
import { hostingPoints, networkDetections } from './network-evidence.ts';
import { doubtPoints, requestDetections } from './request-contradictions.ts';
import { snapshotTerms } from './snapshot-terms.ts';
import { wirePoints } from './wire-reasons.ts';

test('the weight of a detection in the registry is what scoring takes off for it, and all others have none', () => {
  const given = new Map<number, number>([
    ...Object.values(requestDetections).map((id) => [id, -doubtPoints] as const),
    [networkDetections.datacentre, -hostingPoints],
    ...[...snapshotTerms, ...windowTerms].flatMap(({ id, points }) =>
      id === null ? [] : [[id, points] as const],
    ),
    [syntheticMotion, motionPoints.lowest],
    ...wirePoints,
  ]);
  const expected = detections.map(({ id }) => [id, given.get(id) ?? null]);
  expect(detections.map(({ id, weight }) => [id, weight])).toEqual(expected);
});
