import type { Cache } from '@botect/cache';
import type { Sql } from '@botect/database';
import type { Networks } from '@botect/networks';
import type { PolicyReader } from '@botect/policy';
import type { Clock, Logger, Telemetry } from '@botect/runtime';
import type { Tally } from '@botect/tally';
import { sessionStores } from './adapters/session-stores.ts';
import { verdictBudgets } from './handlers/budget.ts';
import { readVerdict } from './handlers/read-verdict.ts';
import { type TestKeySettings, verdictRoutes } from './handlers/routes.ts';
import { verdictMeter } from './handlers/verdict-meter.ts';
import { verifiedVisitor } from './handlers/verified-visitor.ts';

export interface VerdictConnections {
  readonly cache: Pick<Cache, 'versionedValues'>;
  readonly database: Sql;
  readonly policy: PolicyReader;
  readonly networks: Networks;
  readonly tally: Tally;
  readonly telemetry: Telemetry;
  readonly log: Logger;
  readonly now: Clock;
  readonly budgetMs: number;
  readonly testKeys?: TestKeySettings | null;
}

/** Verdict: what it answers. */
export function verdict(to: VerdictConnections) {
  const handle = readVerdict({
    ...to,
    findProject: (privateKey) => to.policy.lookup('private', privateKey, to.tally.keyUsed),
    ...sessionStores(to),
    ...verdictBudgets(to.budgetMs),
    verifiedVisitor: verifiedVisitor(to.networks),
    meter: verdictMeter(to.telemetry, to.log),
  });
  return { routes: verdictRoutes(handle, to.testKeys) };
}
