import { expect, test } from '@jest/globals';
import { instruments } from './instruments.ts';
import { recordingTelemetry } from './recording-telemetry.ts';

test('a measurement may carry what its instrument declares, and nothing else', () => {
  const counter = recordingTelemetry().counter(...instruments.ingestEvents);
  counter.add(1, { outcome: 'new' });
  expect(() => counter.add(1, { outcome: 'new', session: 'sess_1' })).toThrow('declares no session');
});
