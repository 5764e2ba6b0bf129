import { decodeTally, type TallyRecord } from '@botect/contracts';
import { silentLog as log, systemClock as now, noTelemetry as telemetry } from '@botect/runtime';
import { expect, test } from '@jest/globals';
import { connectTally } from './connect-tally.ts';

test('closing publishes what is left, each process under a name of its own', async () => {
  const published: TallyRecord[] = [];
  const bus = { publish: async ({ value }: { value: Buffer }) => void published.push(decodeTally(value)) };
  for (const ruleId of [1, 2]) {
    const tally = connectTally({ bus, now, log, telemetry });
    tally.ruleMatched(ruleId);
    await tally.close();
  }
  expect(published.map(({ rules }) => rules[0]?.[0])).toEqual([1, 2]);
  expect(new Set(published.map(({ source }) => source)).size).toBe(2);
});
