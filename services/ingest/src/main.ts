import { connectCache } from '@botect/cache';
import { connectDatabase } from '@botect/database';
import { httpServer } from '@botect/http';
import { connectPolicy } from '@botect/policy';
import { databaseOptions, listenOptions, systemClock as now, run } from '@botect/runtime';
import { connectTally } from '@botect/tally';
import { openBus } from './adapters/open-bus.kafka.ts';
import { configSchema } from './config.ts';
import { ingest } from './wiring.ts';

await run('ingest', configSchema, async (scope) => {
  const { config, log, telemetry, use } = scope;
  const database = await use(connectDatabase({ ...databaseOptions(config), role: 'ingest', log }));
  const cache = await use(connectCache({ redisUrl: config.REDIS_URL, log }));
  const bus = await openBus(scope);
  const tally = await use(connectTally({ bus, now, log, telemetry }));
  const policy = await use(connectPolicy({ database, cache, now, log }));
  const { routes } = ingest({ bus, cache, database, policy, tally, telemetry, log, now });
  await use(httpServer({ ...listenOptions(config), routes, log, telemetry }).listen(listenOptions(config)));
});
