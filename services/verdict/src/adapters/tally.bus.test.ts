import { type Logger, systemClock as now, silentLog, noTelemetry as telemetry } from '@botect/runtime';
import { expect, test } from '@jest/globals';
import { tallyOnBus } from './tally.bus.ts';

/** A tally for a Kafka that is not there, and what the log is told. */
function subject() {
  const warnings: unknown[] = [];
  const warn: Logger['warn'] = (...told: unknown[]) => void warnings.push(told.at(-1));
  const tally = tallyOnBus(
    { kafkaBrokers: ['127.0.0.1:1'], log: { ...silentLog, warn } },
    { now, telemetry },
  );
  return { tally, warnings };
}

test('no Kafka is needed to begin, nor to close with nothing counted', async () => {
  const { tally, warnings } = subject();
  await tally.close();
  expect(warnings).toEqual([]);
});

test('counts that find no Kafka are one warning, whatever its client attempts', async () => {
  const { tally, warnings } = subject();
  tally.verdictGiven(1, 'likely_human', 'allow');
  await tally.flush();
  expect(warnings).toEqual(['counts cannot be published; they are kept and tried again']);
  await tally.close();
}, 30_000);
