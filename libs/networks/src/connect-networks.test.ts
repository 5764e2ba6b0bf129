import { silentLog as log, recordingTelemetry } from '@botect/runtime';
import { fakeClock } from '@botect/testkit';
import { expect, test } from '@jest/globals';
import { connectNetworks } from './connect-networks.ts';

const dayMs = 86_400_000;
const away = { query: () => Promise.reject(new Error('away')) };

function connected(kinds?: readonly 'crawler'[]) {
  const telemetry = recordingTelemetry();
  const now = fakeClock(Date.UTC(2026, 8, 21));
  const options = { database: away, telemetry, now, log, reverseDns: false };
  return { telemetry, networks: connectNetworks(kinds === undefined ? options : { ...options, kinds }) };
}

test('without the database the lists the product carries are used, at once', async () => {
  const { networks } = connected();
  expect(networks.networkOf('66.249.66.1').lists).toEqual(['googlebot', 'google']);
  await networks.close();
});

test('the age of the oldest list that could be newer is measured, in seconds', async () => {
  const { telemetry, networks } = connected();
  expect(telemetry.gauges.get('botect.networks.lists.age')?.()).toBe((30 * dayMs) / 1_000);
  await networks.close();
});

test('a process may do with the lists of one kind', async () => {
  const { networks } = connected(['crawler']);
  expect(['66.249.66.1', '3.5.6.7'].map((ip) => networks.networkOf(ip).lists)).toEqual([['googlebot'], []]);
  await networks.close();
});
