import { accounts, demo } from '@botect/accounts';
import { httpServer, systemLoop } from '@botect/http';
import { ingest } from '@botect/ingest';
import { callRates, listenOptions, repeat, run, scoringOptions, verdictOptions } from '@botect/runtime';
import { scoring } from '@botect/scoring';
import { verdict } from '@botect/verdict';
import { configSchema, servesDemo } from './config.ts';
import { connections } from './connections.ts';
import { demoRoutes } from './demo-routes.ts';
import { welcome } from './welcome.ts';

await run('botect', configSchema, async (scope) => {
  const { config, log, telemetry, use, print } = scope;
  const to = { ...(await connections(scope)), ...verdictOptions(config), log, telemetry };
  const control = accounts({
    ...to,
    rates: callRates(config),
    auditDays: config.AUDIT_DAYS,
    bootstrapToken: config.BOTECT_BOOTSTRAP_TOKEN,
  });
  const parts = [ingest(to), scoring({ ...to, ...scoringOptions(config) }), verdict(to), control];
  const first = await control.bootstrap();
  for (const part of parts) {
    for (const subscription of 'subscriptions' in part ? part.subscriptions : []) {
      await use(`consumer of ${subscription.topic}`, to.bus.subscribe(subscription));
    }
  }
  for (const part of parts) {
    for (const job of 'jobs' in part ? part.jobs : []) await use(`job: ${job.name}`, repeat({ ...job, log }));
  }
  const page = servesDemo(config) ? demoRoutes(await demo(to)) : [];
  const routes = [...parts.flatMap((part) => ('routes' in part ? part.routes : [])), ...page];
  // The embedded database works in this very loop: its statements make long turns, and are no sign of too many requests.
  const loop = config.DATABASE_URL === undefined ? {} : { loop: systemLoop };
  const options = { ...listenOptions(config), ...loop, routes, log, telemetry };
  const { port } = await use('http server', httpServer(options).listen(options));
  print(welcome(`http://localhost:${port}`, { first, demo: page.length > 0 }));
});
