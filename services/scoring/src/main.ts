import { connectNetworks } from '@botect/networks';
import { networksOptions, systemClock as now, repeat, run, scoringOptions } from '@botect/runtime';
import { connectInfrastructure } from './adapters/connect-infrastructure.ts';
import { configSchema } from './config.ts';
import { scoring } from './wiring.ts';

await run('scoring', configSchema, async (scope) => {
  const { config, log, telemetry, use } = scope;
  const to = await connectInfrastructure(scope);
  const watched = { ...to, telemetry, now, log };
  const networks = await use('networks', connectNetworks({ ...watched, ...networksOptions(config) }));
  const { subscriptions, jobs } = scoring({ ...watched, networks, ...scoringOptions(config) });
  for (const subscription of subscriptions)
    await use(`consumer of ${subscription.topic}`, to.bus.subscribe(subscription));
  for (const job of jobs) await use(`job: ${job.name}`, repeat({ ...job, log }));
});
