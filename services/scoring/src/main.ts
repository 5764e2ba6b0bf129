import { connectBus } from '@botect/bus';
import { connectCache } from '@botect/cache';
import { topics } from '@botect/contracts';
import { connectDatabase } from '@botect/database';
import { busOptions, databaseOptions, run, systemClock } from '@botect/runtime';
import { configSchema } from './config.ts';
import { scoring } from './wiring.ts';

await run('scoring', configSchema, async ({ config, log, telemetry, health, use }) => {
  const database = await use(connectDatabase({ ...databaseOptions(config), role: 'scoring', log }));
  const cache = await use(connectCache({ redisUrl: config.REDIS_URL, log }));
  const bus = await use(connectBus({ ...busOptions(config), clientId: 'scoring', log }, topics));
  const sessionsInMemoryMax = config.SCORING_SESSIONS_IN_MEMORY;
  const { subscriptions } = scoring({ database, cache, telemetry, now: systemClock, sessionsInMemoryMax });
  for (const [name, part] of Object.entries({ database, cache, bus })) health.check(name, () => part.ping());
  for (const subscription of subscriptions) await use(bus.subscribe(subscription));
});
