import { httpServer, systemLoop as loop } from '@botect/http';
import { connectPolicy } from '@botect/policy';
import { listenOptions, systemClock as now, run, testKeysOf } from '@botect/runtime';
import { connectTally } from '@botect/tally';
import { connectInfrastructure } from './adapters/connect-infrastructure.ts';
import { configSchema } from './config.ts';
import { ingest } from './wiring.ts';

await run('ingest', configSchema, async (scope) => {
  const { config, log, telemetry, use } = scope;
  const { database, cache, bus } = await connectInfrastructure(scope);
  const tally = await use('tally', connectTally({ bus, now, log, telemetry }));
  const policy = await use('policy', connectPolicy({ database, cache, telemetry, now, log }));
  const to = { bus, cache, database, policy, tally, telemetry, log, now, testKeys: testKeysOf(config) };
  const options = { ...listenOptions(config), ...ingest(to), loop, log, telemetry };
  await use('http server', httpServer(options).listen(options));
});
