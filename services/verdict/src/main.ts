import { connectCache } from '@botect/cache';
import { connectDatabase } from '@botect/database';
import { httpServer } from '@botect/http';
import { connectPolicy } from '@botect/policy';
import { databaseOptions, listenOptions, systemClock as now, run } from '@botect/runtime';
import { configSchema } from './config.ts';
import { verdict } from './wiring.ts';

await run('verdict', configSchema, async ({ config, log, telemetry, use }) => {
  const database = await use(connectDatabase({ ...databaseOptions(config), role: 'verdict', log }));
  const commandTimeoutMs = config.VERDICT_CACHE_TIMEOUT_MS;
  const cache = await use(connectCache({ redisUrl: config.REDIS_URL, log, commandTimeoutMs }));
  const policy = await use(connectPolicy({ database, cache, now, log }));
  const budgetMs = config.VERDICT_BUDGET_MS;
  const { routes } = verdict({ cache, database, policy, telemetry, log, now, budgetMs });
  const listen = listenOptions(config);
  await use(httpServer({ ...listen, routes, log, telemetry }).listen(listen));
});
