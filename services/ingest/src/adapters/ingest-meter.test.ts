import { Problem } from '@botect/contracts';
import { recordingTelemetry } from '@botect/runtime';
import { expect, test } from '@jest/globals';
import { ingestMeter } from './ingest-meter.telemetry.ts';

test('accepted events are counted as new or repeated, and for their project', () => {
  const telemetry = recordingTelemetry();
  ingestMeter(telemetry).accepted(7, 3, 2);
  expect(telemetry.measured.get('botect.ingest.events')).toEqual([3, 2]);
  expect(telemetry.attributes.get('botect.ingest.events')).toEqual([
    { outcome: 'new' },
    { outcome: 'duplicate' },
  ]);
  expect(telemetry.attributes.get('botect.project.events')).toEqual([{ project: '7' }]);
});

test.each([
  [new Problem('INVALID_PAYLOAD', 'No.'), 'INVALID_PAYLOAD'],
  [new TypeError('a mistake of ours'), 'INTERNAL_ERROR'],
])('a refusal is counted by its code', (error, code) => {
  const telemetry = recordingTelemetry();
  ingestMeter(telemetry).refused(error);
  expect(telemetry.attributes.get('botect.ingest.refusals')).toEqual([{ code }]);
});
