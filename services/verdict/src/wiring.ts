import type { Cache } from '@botect/cache';
import type { Sql } from '@botect/database';
import type { Route } from '@botect/http';
import type { PolicyReader } from '@botect/policy';
import type { Clock, Logger, Telemetry } from '@botect/runtime';
import type { Tally } from '@botect/tally';
import { sessionStores } from './adapters/session-stores.ts';
import { verdictBudgets } from './handlers/budget.ts';
import { listDetections } from './handlers/list-detections.ts';
import { readVerdict } from './handlers/read-verdict.ts';
import { verdictMeter } from './handlers/verdict-meter.ts';

export interface VerdictConnections {
  readonly cache: Pick<Cache, 'versionedValues'>;
  readonly database: Sql;
  readonly policy: PolicyReader;
  readonly tally: Tally;
  readonly telemetry: Telemetry;
  readonly log: Logger;
  readonly now: Clock;
  readonly budgetMs: number;
}

/** Verdict: what it answers. */
export function verdict(to: VerdictConnections) {
  const { policy, tally, now } = to;
  const handle = readVerdict({
    findProject: (privateKey) => policy.lookup('private', privateKey, tally.keyUsed),
    ...sessionStores(to),
    ...verdictBudgets(to.budgetMs),
    meter: verdictMeter(to.telemetry, to.log),
    tally,
    now,
  });
  const routes: Route[] = [
    { method: 'GET', path: '/v1/sessions/:session_token/verdict', handle },
    { method: 'GET', path: '/v1/detections', handle: listDetections },
  ];
  return { routes };
}
