import type { Cache } from '@botect/cache';
import { scoredSessionsKeyspace } from '@botect/contracts';
import type { Sql } from '@botect/database';
import type { Route } from '@botect/http';
import type { PolicyReader } from '@botect/policy';
import type { Clock, Logger, Telemetry } from '@botect/runtime';
import { findSessionInCache } from './adapters/find-session.cache.ts';
import { findSessionInPostgres } from './adapters/find-session.postgres.ts';
import { sparingFindSession } from './adapters/find-session.sparing.ts';
import { timeBudget } from './handlers/budget.ts';
import { listDetections } from './handlers/list-detections.ts';
import { readVerdict } from './handlers/read-verdict.ts';
import { verdictMeter } from './handlers/verdict-meter.ts';

export interface VerdictConnections {
  readonly cache: Pick<Cache, 'versionedValues'>;
  readonly database: Sql;
  readonly policy: PolicyReader;
  readonly telemetry: Telemetry;
  readonly log: Logger;
  readonly now: Clock;
  readonly budgetMs: number;
}

/** Verdict: what it answers. */
export function verdict({ cache, database, policy, telemetry, log, now, budgetMs }: VerdictConnections) {
  const handle = readVerdict({
    findProject: (privateKey) => policy.lookup('private', privateKey),
    newest: findSessionInCache(cache.versionedValues(scoredSessionsKeyspace)),
    stored: sparingFindSession(findSessionInPostgres(database), now),
    budget: timeBudget(budgetMs),
    meter: verdictMeter(telemetry, log),
  });
  const routes: Route[] = [
    { method: 'GET', path: '/v1/sessions/:token/verdict', handle },
    { method: 'GET', path: '/v1/detections', handle: listDetections },
  ];
  return { routes };
}
