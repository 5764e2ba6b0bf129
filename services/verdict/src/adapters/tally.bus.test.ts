import { silentLog as log, systemClock as now, noTelemetry as telemetry } from '@botect/runtime';
import { expect, test } from '@jest/globals';
import { tallyOnBus } from './tally.bus.ts';

test('no Kafka is needed to begin, to count, or to close with nothing counted', async () => {
  const warnings: unknown[] = [];
  const nobody = {
    kafkaBrokers: ['127.0.0.1:1'],
    log: { ...log, warn: (told: unknown) => void warnings.push(told) },
  };
  const counting = tallyOnBus(nobody, { now, telemetry });
  counting.verdictGiven(1, 'likely_human', 'allow');
  const idle = tallyOnBus(nobody, { now, telemetry });
  await idle.close();
  expect(warnings).toEqual([]);
});
