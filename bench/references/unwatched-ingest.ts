/** Ingest as its main composes it, with `noTelemetry`: no metrics, no traces, no admin server, no SDK in memory. */
import { connectBus } from '@botect/bus';
import { connectCache } from '@botect/cache';
import { topics } from '@botect/contracts';
import { connectDatabase } from '@botect/database';
import { httpServer, systemLoop as loop } from '@botect/http';
import { ingest } from '@botect/ingest';
import { connectPolicy } from '@botect/policy';
import { systemClock as now, noTelemetry as telemetry } from '@botect/runtime';
import { noTally as tally } from '@botect/tally';
import { log, settings } from './unwatched-settings.ts';

const database = await connectDatabase({ url: settings.databaseUrl, role: 'ingest', log });
const cache = await connectCache({ redisUrl: settings.redisUrl, log });
const bus = await connectBus({ kafkaBrokers: settings.kafkaBrokers, clientId: 'ingest', log }, topics);
const policy = await connectPolicy({ database, cache, now, log });
const { routes } = ingest({ bus, cache, database, policy, tally, telemetry, log, now });
await httpServer({ routes, loop, log, telemetry }).listen(settings.address);
