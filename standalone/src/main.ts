import { accounts, demo } from '@botect/accounts';
import { httpServer } from '@botect/http';
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
      await use(to.bus.subscribe(subscription));
    }
  }
  for (const part of parts) {
    for (const job of 'jobs' in part ? part.jobs : []) await use(repeat({ ...job, log }));
  }
  const page = servesDemo(config) ? demoRoutes(await demo(to)) : [];
  const routes = [...parts.flatMap((part) => ('routes' in part ? part.routes : [])), ...page];
  const options = listenOptions(config);
  const { port } = await use(httpServer({ ...options, routes, log, telemetry }).listen(options));
  print(welcome(`http://localhost:${port}`, { first, demo: page.length > 0 }));
});
