/** Verdict as its main composes it, with `noTelemetry`: no metrics, no traces, no admin server, no SDK in memory. */
import { connectCache } from '@botect/cache';
import { connectDatabase } from '@botect/database';
import { httpServer, systemLoop as loop } from '@botect/http';
import { connectNetworks } from '@botect/networks';
import { connectPolicy } from '@botect/policy';
import { systemClock as now, noTelemetry as telemetry } from '@botect/runtime';
import { noTally as tally } from '@botect/tally';
import { verdict } from '@botect/verdict';
import { log, settings } from './unwatched-settings.ts';

const database = await connectDatabase({ url: settings.databaseUrl, role: 'verdict', log });
const cache = await connectCache({ redisUrl: settings.redisUrl, log, commandTimeoutMs: 12 });
const policy = await connectPolicy({ database, cache, now, log });
const networks = connectNetworks({ database, telemetry, now, log, reverseDns: false, kinds: ['crawler'] });
const { routes } = verdict({ cache, database, policy, networks, tally, telemetry, log, now, budgetMs: 25 });
await httpServer({ routes, loop, log, telemetry }).listen(settings.address);
