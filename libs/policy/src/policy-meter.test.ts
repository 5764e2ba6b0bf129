import { recordingTelemetry } from '@botect/runtime';
import { expect, test } from '@jest/globals';
import { readerFixture } from './policy.fixture.ts';
import { policyMeter } from './policy-meter.ts';

async function subject() {
  const telemetry = recordingTelemetry();
  const parts = await readerFixture({ meter: policyMeter(telemetry, () => 0) });
  return { ...parts, telemetry, told: (name: string) => telemetry.attributes.get(`botect.policy.${name}`) };
}

test('a key is counted when it is asked of the source, not when it is remembered', async () => {
  const { reader, told } = await subject();
  for (const key of ['site-1', 'site-1', 'nobody']) await reader.find('site', key);
  expect(told('loads')).toEqual([{ outcome: 'found' }, { outcome: 'absent' }]);
});

test('how many keys are remembered is told, and how many are known not to exist', async () => {
  const { reader, telemetry } = await subject();
  for (const key of ['site-1', 'site-2', 'nobody']) await reader.find('site', key);
  expect(telemetry.gauges.get('botect.policy.entries')?.()).toEqual([
    [2, { kind: 'present' }],
    [1, { kind: 'absent' }],
  ]);
});

test('changes heard of are counted, and gaps in them', async () => {
  const { change, missChanges, settle, told } = await subject();
  const earlier = told('changes')?.length ?? 0;
  await change(1);
  await settle();
  missChanges();
  expect(told('changes')?.slice(earlier)).toEqual([{ kind: 'change' }, { kind: 'gap' }]);
});

test('the age of what is known of changes grows until they are asked for with success', () => {
  const telemetry = recordingTelemetry();
  let nowMs = 0;
  const meter = policyMeter(telemetry, () => nowMs);
  const age = () => telemetry.gauges.get('botect.policy.age')?.();
  nowMs = 4_000;
  const before = age();
  meter.asked();
  expect([before, age()]).toEqual([4, 0]);
});
