import { connectCache } from '@botect/cache';
import { connectDatabase } from '@botect/database';
import { httpServer } from '@botect/http';
import { connectPolicy } from '@botect/policy';
import { busOptions, databaseOptions, listenOptions, systemClock as now, run } from '@botect/runtime';
import { tallyOnBus } from './adapters/tally.bus.ts';
import { configSchema } from './config.ts';
import { verdict } from './wiring.ts';

await run('verdict', configSchema, async ({ config, log, telemetry, use }) => {
  const database = await use(connectDatabase({ ...databaseOptions(config), role: 'verdict', log }));
  const commandTimeoutMs = config.VERDICT_CACHE_TIMEOUT_MS;
  const cache = await use(connectCache({ redisUrl: config.REDIS_URL, log, commandTimeoutMs }));
  const tally = await use(tallyOnBus({ ...busOptions(config), log }, { telemetry, now }));
  const policy = await use(connectPolicy({ database, cache, now, log }));
  const to = { cache, database, policy, tally, telemetry, log, now };
  const { routes } = verdict({ ...to, budgetMs: config.VERDICT_BUDGET_MS });
  await use(httpServer({ ...listenOptions(config), routes, log, telemetry }).listen(listenOptions(config)));
});
