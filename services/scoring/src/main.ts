import { systemClock as now, repeat, run, scoringOptions } from '@botect/runtime';
import { connectInfrastructure } from './adapters/connect-infrastructure.ts';
import { configSchema } from './config.ts';
import { scoring } from './wiring.ts';

await run('scoring', configSchema, async (scope) => {
  const { config, log, telemetry, use } = scope;
  const to = await connectInfrastructure(scope);
  const { subscriptions, jobs } = scoring({ ...to, telemetry, now, ...scoringOptions(config) });
  for (const subscription of subscriptions) await use(to.bus.subscribe(subscription));
  for (const job of jobs) await use(repeat({ ...job, log }));
});
