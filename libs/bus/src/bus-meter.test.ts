import { recordingTelemetry, silentLog } from '@botect/runtime';
import { expect, test } from '@jest/globals';
import { createAccumulator } from './accumulator.ts';
import type { Fate, ReceivedRecord } from './bus.ts';
import { busGauges } from './bus-gauges.ts';
import { busMeter } from './bus-meter.ts';
import { fakeAppend, manualTiming, turnEnd } from './fake-log.fixture.ts';
import { consumptionOf } from './subscription.ts';

const recordOf = (text: string, at: number): ReceivedRecord => ({
  topic: 'signals',
  partition: 0,
  offset: BigInt(at),
  key: 'key',
  value: Buffer.from(text),
  headers: {},
});
const records = ['1', '2', '3', '4'].map(recordOf);
const done: Fate = { kind: 'done' };
const group = { topic: 'signals', group: 'scoring' };

/** A consumer whose handler is told by the test what to answer. */
function consuming(handle: (count: number) => Promise<readonly Fate[]>, oldestAtMs = 0) {
  const telemetry = recordingTelemetry();
  const { timing, advance } = manualTiming();
  const observer = busMeter(telemetry, timing.now);
  const subscription = { ...group, handle: (handed: readonly ReceivedRecord[]) => handle(handed.length) };
  const publish = async () => {};
  const { onFetch } = consumptionOf(subscription, { publish, timing, observer, log: silentLog });
  const abandoned = new AbortController().signal;
  const handOver = () => onFetch({ records, oldestAtMs, commit: async () => {}, abandoned });
  return { telemetry, advance, handOver };
}

test('records consumed are counted by their fate', async () => {
  const drop: Fate = { kind: 'drop', reason: 'erased' };
  const { telemetry, handOver } = consuming(async () => [
    done,
    drop,
    done,
    { kind: 'dead-letter', reason: 'bad' },
  ]);
  await handOver();
  expect(telemetry.attributes.get('botect.bus.records')).toEqual([
    { ...group, fate: 'done' },
    { ...group, fate: 'dropped' },
    { ...group, fate: 'dead_lettered' },
  ]);
  expect(telemetry.measured.get('botect.bus.records')).toEqual([2, 1, 1]);
  expect(telemetry.attributes.get('botect.bus.dropped')).toEqual([{ ...group, reason: 'erased' }]);
});

test('a dead letter is counted by what its reason begins with', async () => {
  const reasons = ['scoring failed: no such term', 'scoring failed: 17', 'unreadable', 'x'.repeat(100)];
  const { telemetry, handOver } = consuming(async () =>
    reasons.map((reason) => ({ kind: 'dead-letter', reason })),
  );
  await handOver();
  const told = telemetry.attributes.get('botect.bus.dead_letters')?.map(({ reason }) => reason);
  expect(told).toEqual(['scoring failed', 'scoring failed', 'unreadable', 'x'.repeat(60)]);
});

test('reasons made up as one goes do not fill the memory: past thirty they are others', () => {
  const telemetry = recordingTelemetry();
  const { deadLettered } = busMeter(telemetry, () => 0);
  for (let number = 0; number < 100; number += 1) deadLettered?.(group, `reason ${number}`);
  const told = new Set(telemetry.attributes.get('botect.bus.dead_letters')?.map(({ reason }) => reason));
  expect([told.size, told.has('other')]).toEqual([31, true]);
});

test('a fetch handed over again is counted, and its attempts are timed apart', async () => {
  let failures = 1;
  const { telemetry, advance, handOver } = consuming(async (count) => {
    failures -= 1;
    if (failures >= 0) throw new Error('the database is away');
    return Array.from({ length: count }, () => done);
  });
  const handing = handOver();
  await turnEnd();
  await advance(100);
  await handing;
  expect(telemetry.attributes.get('botect.bus.fetch.retries')).toEqual([group]);
  const consumer = { 'messaging.destination.name': 'signals', 'messaging.consumer.group.name': 'scoring' };
  expect(telemetry.attributes.get('messaging.process.duration')).toEqual([
    { ...consumer, 'error.type': 'rejected' },
    consumer,
  ]);
});

test('the oldest record in hand tells its age until it is done with', async () => {
  const answer = Promise.withResolvers<readonly Fate[]>();
  const { telemetry, advance, handOver } = consuming(() => answer.promise, -30_000);
  const handing = handOver();
  await advance(2_000);
  const age = () => telemetry.gauges.get('botect.bus.oldest.age')?.();
  expect(age()).toEqual([[32, group]]);
  answer.resolve(records.map(() => done));
  await handing;
  expect(age()).toEqual([[0, group]]);
});

test('calls that append are timed, and what is refused is counted by why', async () => {
  const telemetry = recordingTelemetry();
  const { timing, advance } = manualTiming();
  const { append, calls } = fakeAppend();
  const observer = busMeter(telemetry, timing.now);
  const { publish } = createAccumulator({ append, timing, observer, publishTimeoutMs: 5_000 });
  const kept = publish(recordOf('1', 0));
  await turnEnd();
  await advance(40);
  calls[0]?.ack();
  await kept;
  const refused = publish(recordOf('2', 1)).catch(() => {});
  await advance(0);
  calls[1]?.fail(new Error('away'));
  await refused;
  const call = { 'messaging.operation.name': 'send', 'messaging.destination.name': 'signals' };
  expect(telemetry.measured.get('messaging.client.operation.duration')).toEqual([0.04, 0]);
  expect(telemetry.attributes.get('messaging.client.operation.duration')).toEqual([
    call,
    { ...call, 'error.type': 'append' },
  ]);
  expect(telemetry.measured.get('messaging.client.sent.messages')).toEqual([1]);
  expect(telemetry.attributes.get('botect.bus.refused')).toEqual([{ topic: 'signals', reason: 'failed' }]);
});

test('lag is told by partition, for as long as the group is read for', async () => {
  const telemetry = recordingTelemetry();
  const lag = async () =>
    new Map([
      [0, 7],
      [1, 0],
    ]);
  const waiting = () => ({ records: 3, bytes: 900 });
  const unobserve = busGauges(telemetry, { lag }, { waiting })(group);
  const read = (name: string) => telemetry.gauges.get(name)?.();
  expect(await read('botect.bus.lag')).toEqual([
    [7, { ...group, partition: 0 }],
    [0, { ...group, partition: 1 }],
  ]);
  expect([read('botect.bus.waiting'), read('botect.bus.waiting.size')]).toEqual([3, 900]);
  unobserve();
  expect(await read('botect.bus.lag')).toEqual([]);
});
