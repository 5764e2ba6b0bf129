import { connectCache } from '@botect/cache';
import { connectDatabase } from '@botect/database';
import { httpServer } from '@botect/http';
import { databaseOptions, listenOptions, systemClock as now, run } from '@botect/runtime';
import { configSchema } from './config.ts';
import { firstStartNotice } from './handlers/first-start.ts';
import { accounts } from './wiring.ts';

await run('accounts', configSchema, async ({ config, log, telemetry, health, use, print }) => {
  const database = await use(connectDatabase({ ...databaseOptions(config), role: 'accounts', log }));
  const cache = await use(connectCache({ redisUrl: config.REDIS_URL, log }));
  const bootstrapToken = config.BOTECT_BOOTSTRAP_TOKEN;
  const { routes, bootstrap } = accounts({ database, cache, log, now, bootstrapToken });
  print(firstStartNotice(await bootstrap()));
  health.check('database', () => database.ping());
  const listen = listenOptions(config);
  await use(httpServer({ ...listen, routes, log, telemetry }).listen(listen));
});
