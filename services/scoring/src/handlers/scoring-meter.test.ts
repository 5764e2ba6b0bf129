import { recordingTelemetry } from '@botect/runtime';
import { expect, test } from '@jest/globals';
import { emptySession } from '../core/session-state.ts';
import type { SessionChange } from '../ports.ts';
import { scoringMeter } from './scoring-meter.ts';

const scoring = {
  score: 20,
  detectionIds: [2001, 3005],
  verifiedCategory: null,
  jsPassed: false,
  loggedIn: null,
  behavioral: {
    mouseEntropy: null,
    scrollVelocity: null,
    visibilityChanges: null,
    firstInputDelayMs: null,
    timeToFirstInputMs: null,
  },
  reasons: [],
};
const changeOf = (differences: Partial<SessionChange> = {}): SessionChange => ({
  erasedAtMs: null,
  projectId: 1,
  token: 'a',
  revision: 1,
  beganAtMs: 0,
  state: { ...emptySession, likelyBotThreshold: 30 },
  isNew: true,
  accountId: 1,
  scoring,
  changed: true,
  newEvents: 3,
  scoredAtMs: 0,
  batches: [{ acceptedAtMs: 1_000, likelyBotThreshold: 30, client: null, signals: [] }],
  ...differences,
});

function told(change: SessionChange) {
  const telemetry = recordingTelemetry();
  scoringMeter(telemetry, () => 1_250).scored([change]);
  return telemetry;
}

test('a scored session is counted by its band, its score and all that spoke', () => {
  const { attributes, measured } = told(changeOf());
  expect(attributes.get('botect.scoring.sessions')).toEqual([{ band: 'likely_automated' }]);
  expect(measured.get('botect.scoring.score')).toEqual([20]);
  expect(attributes.get('botect.scoring.detections')).toEqual([
    { engine: 'js_detection', detection: 'webdriver' },
    { engine: 'behavioral', detection: 'clicks_without_movement' },
  ]);
});

test('its events, its beginning and the time since each batch was accepted are told', () => {
  const { measured } = told(changeOf());
  expect(measured.get('botect.scoring.events')).toEqual([3]);
  expect(measured.get('botect.scoring.sessions.new')).toEqual([1]);
  expect(measured.get('botect.scoring.freshness')).toEqual([0.25]);
});

test('a session handed over again and left as it was is not judged a second time', () => {
  const { measured } = told(changeOf({ changed: false, isNew: false, newEvents: 0 }));
  const names = ['botect.scoring.sessions', 'botect.scoring.score', 'botect.scoring.detections'];
  expect(names.map((name) => measured.get(name))).toEqual([undefined, undefined, undefined]);
});

const parent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const recordOf = (headers: Record<string, string>) => ({
  topic: 'signals',
  partition: 3,
  offset: 0n,
  key: '1:a',
  value: Buffer.alloc(0),
  headers,
});

test('of a fetch, the records of sampled requests continue their traces, and they alone', async () => {
  const telemetry = recordingTelemetry();
  const records = [recordOf({}), recordOf({ traceparent: parent })];
  await scoringMeter(telemetry, () => 0).traced(records, async () => {});
  expect(telemetry.spans).toMatchObject([{ name: 'score signals', parent, failure: null, ended: true }]);
  expect(telemetry.spans[0]?.attributes).toEqual({
    'messaging.destination.name': 'signals',
    'messaging.destination.partition.id': '3',
    'messaging.batch.message_count': 2,
  });
});

test('a fetch that fails fails its spans, and rejects all the same', async () => {
  const telemetry = recordingTelemetry();
  const cause = new Error('the database is away');
  const meter = scoringMeter(telemetry, () => 0);
  const work = meter.traced([recordOf({ traceparent: parent })], () => Promise.reject(cause));
  await expect(work).rejects.toBe(cause);
  expect(telemetry.spans).toMatchObject([{ failure: cause, ended: true }]);
});
