import { httpServer, systemLoop as loop } from '@botect/http';
import { callRates, listenOptions, systemClock as now, repeat, run } from '@botect/runtime';
import { connectInfrastructure } from './adapters/connect-infrastructure.ts';
import { configSchema } from './config.ts';
import { firstStartNotice } from './handlers/first-start.ts';
import { accounts } from './wiring.ts';

await run('accounts', configSchema, async (scope) => {
  const { config, log, telemetry, use, print } = scope;
  const to = { ...(await connectInfrastructure(scope)), log, now };
  const bootstrapToken = config.BOTECT_BOOTSTRAP_TOKEN;
  const control = accounts({ ...to, rates: callRates(config), auditDays: config.AUDIT_DAYS, bootstrapToken });
  print(firstStartNotice(await control.bootstrap()));
  for (const subscription of control.subscriptions)
    await use(`consumer of ${subscription.topic}`, to.bus.subscribe(subscription));
  for (const job of control.jobs) await use(`job: ${job.name}`, repeat({ ...job, log }));
  const { routes } = control;
  const options = { ...listenOptions(config), routes, loop, log, telemetry };
  await use('http server', httpServer(options).listen(options));
});
