import type { Cache } from '@botect/cache';
import type { Sql } from '@botect/database';
import { type Clock, type Logger, noTelemetry, repeat, systemClock, type Telemetry } from '@botect/runtime';
import type { PolicyReader } from './policy.ts';
import { policyChannel } from './policy-changes.ts';
import { policyLease } from './policy-lease.ts';
import { policyMeter } from './policy-meter.ts';
import { policyReader } from './policy-reader.ts';
import { policySourcePostgres } from './policy-source.postgres.ts';
import { polledChanges } from './polled-changes.ts';
import { recentChangesPostgres } from './recent-changes.postgres.ts';

export interface PolicyConnections {
  readonly database: Sql;
  readonly cache: Pick<Cache, 'channel'>;
  readonly now: Clock;
  readonly log: Logger;
  readonly telemetry?: Telemetry;
}

/** The reader every service uses: filled from the accounts' tables, invalidated by what the control plane announces. */
export function connectPolicy(to: PolicyConnections): Promise<PolicyReader> {
  const { database, cache, now, log, telemetry = noTelemetry } = to;
  const meter = policyMeter(telemetry, now);
  // By the time its repeating goes by, whatever time the keys live in.
  const lease = policyLease(systemClock);
  return policyReader({
    source: policySourcePostgres(database, log),
    changes: polledChanges(cache.channel(policyChannel), {
      recent: recentChangesPostgres(database),
      lease,
      onAsked: meter.asked,
      repeat: (work) => repeat({ name: 'policy changes', everyMs: 500, work, log }),
    }),
    lease,
    now,
    log,
    meter,
  });
}
