import type { Bus } from '@botect/bus';
import type { Cache } from '@botect/cache';
import { scoredSessionsKeyspace, seenEventsKeyspace } from '@botect/contracts';
import type { Sql } from '@botect/database';
import type { PolicyReader } from '@botect/policy';
import type { Clock, Logger, Telemetry } from '@botect/runtime';
import type { Tally } from '@botect/tally';
import type { Ports } from '../ports.ts';
import { browserScriptFromPackage } from './browser-script.files.ts';
import { countNewEventsInCache } from './count-new-events.cache.ts';
import { ingestMeter } from './ingest-meter.telemetry.ts';
import { storedIsKnownSession } from './is-known-session.stores.ts';
import { letTestKeysIn } from './test-keys.memory.ts';
import { cryptoTokenSource } from './token-source.crypto.ts';
import { postgresUsageThisMonth } from './usage-this-month.postgres.ts';

export interface Connections {
  readonly bus: Pick<Bus, 'publish'>;
  readonly cache: Pick<Cache, 'seenMembers' | 'versionedValues'>;
  readonly database: Sql;
  readonly policy: PolicyReader;
  readonly tally: Pick<Tally, 'keyUsed'>;
  readonly telemetry: Telemetry;
  readonly log: Logger;
  readonly now: Clock;
  /** The published test keys are keys where there are settings for them. */
  readonly testKeys?: object | null;
}

/** Every port on what the process is connected to. */
export function connectPorts(connections: Connections): Ports {
  const { bus, cache, database: sql, policy, tally, telemetry, log, now, testKeys = null } = connections;
  const ports: Ports = {
    findBySiteKey: (key) => policy.lookup('site', key, tally.keyUsed),
    findByPrivateKey: (key) => policy.lookup('private', key, tally.keyUsed),
    publish: (record) => bus.publish(record),
    countNewEvents: countNewEventsInCache(cache.seenMembers({ ...seenEventsKeyspace, now }), log),
    usageThisMonth: postgresUsageThisMonth(sql, now, log),
    isKnownSession: storedIsKnownSession({ scores: cache.versionedValues(scoredSessionsKeyspace), sql, log }),
    tokens: cryptoTokenSource,
    browserScript: browserScriptFromPackage(),
    meter: ingestMeter(telemetry),
    now,
  };
  return testKeys === null ? ports : letTestKeysIn(ports);
}
