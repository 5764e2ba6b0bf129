import { httpServer, systemLoop as loop } from '@botect/http';
import { busOptions, listenOptions, systemClock as now, run, verdictOptions } from '@botect/runtime';
import { connectMemory } from './adapters/connect-memory.ts';
import { connectStores } from './adapters/connect-stores.ts';
import { tallyOnBus } from './adapters/tally.bus.ts';
import { configSchema } from './config.ts';
import { verdict } from './wiring.ts';

await run('verdict', configSchema, async (scope) => {
  const { config, log, telemetry, use } = scope;
  const stores = await connectStores(scope);
  const tally = await use('tally', tallyOnBus({ ...busOptions(config), log }, { telemetry, now }));
  const memory = await connectMemory(scope, { ...stores, now, log });
  const to = { ...stores, ...memory, tally, telemetry, log, now, ...verdictOptions(config) };
  const options = { ...listenOptions(config), ...verdict(to), loop, log, telemetry };
  await use('http server', httpServer(options).listen(options));
});
