import type { Bus } from '@botect/bus';
import type { Cache } from '@botect/cache';
import { seenEventsKeyspace } from '@botect/contracts';
import type { Sql } from '@botect/database';
import type { Route } from '@botect/http';
import type { PolicyReader } from '@botect/policy';
import type { Clock, Logger, Telemetry } from '@botect/runtime';
import type { Tally } from '@botect/tally';
import { countNewEventsInCache } from './adapters/count-new-events.cache.ts';
import { cryptoTokenSource } from './adapters/token-source.crypto.ts';
import { postgresUsageThisMonth } from './adapters/usage-this-month.postgres.ts';
import { acceptEvents } from './handlers/accept-events.ts';
import { ingestMeter } from './handlers/ingest-meter.ts';

export interface IngestConnections {
  readonly bus: Pick<Bus, 'publish'>;
  readonly cache: Pick<Cache, 'seenMembers'>;
  readonly database: Sql;
  readonly policy: PolicyReader;
  readonly tally: Pick<Tally, 'keyUsed'>;
  readonly telemetry: Telemetry;
  readonly log: Logger;
  readonly now: Clock;
}

/** Ingest: what it answers. */
export function ingest({ bus, cache, database, policy, tally, telemetry, log, now }: IngestConnections) {
  const handle = acceptEvents({
    findProject: (siteKey) => policy.lookup('site', siteKey, tally.keyUsed),
    publish: (record) => bus.publish(record),
    countNewEvents: countNewEventsInCache(cache.seenMembers({ ...seenEventsKeyspace, now }), log),
    usageThisMonth: postgresUsageThisMonth(database, now, log),
    tokens: cryptoTokenSource,
    meter: ingestMeter(telemetry),
    now,
  });
  const accepts = ['application/json', 'text/plain'];
  const routes: Route[] = [{ method: 'POST', path: '/v1/events', cors: 'any-origin', accepts, handle }];
  return { routes };
}
