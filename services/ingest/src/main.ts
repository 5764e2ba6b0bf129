import { connectBus } from '@botect/bus';
import { connectCache } from '@botect/cache';
import { topics } from '@botect/contracts';
import { connectDatabase } from '@botect/database';
import { httpServer } from '@botect/http';
import { connectPolicy } from '@botect/policy';
import { busOptions, databaseOptions, listenOptions, systemClock as now, run } from '@botect/runtime';
import { configSchema } from './config.ts';
import { ingest } from './wiring.ts';

await run('ingest', configSchema, async ({ config, log, telemetry, health, use }) => {
  const database = await use(connectDatabase({ ...databaseOptions(config), role: 'ingest', log }));
  const cache = await use(connectCache({ redisUrl: config.REDIS_URL, log }));
  const bus = await use(connectBus({ ...busOptions(config), clientId: 'ingest', log }, topics));
  const policy = await use(connectPolicy({ database, cache, now, log }));
  const { routes } = ingest({ bus, cache, database, policy, telemetry, log, now });
  health.check('bus', () => bus.ping());
  const listen = listenOptions(config);
  await use(httpServer({ ...listen, routes, log, telemetry }).listen(listen));
});
