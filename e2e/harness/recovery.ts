import { setTimeout as pause } from 'node:timers/promises';
import { type SeededProject, uniqueName } from '@botect/testkit';
import { call } from './api.ts';
import type { Installation } from './installation.ts';
import { browser } from './sending.ts';
import { type Batch, traffic } from './traffic.ts';

export interface RecoveryPlan {
  readonly botect: Installation;
  /** One that no ledger is kept of. */
  readonly project: SeededProject;
  readonly token: string;
  readonly timeoutMs: number;
}

const visitEveryMs = 250;
/** Of one replica: more would be a load of their own. */
const openVisitsMax = 4;
const callTimeoutMs = 3_000;
const scoreTimeoutMs = 5_000;
const lookEveryMs = 200;

/**
 * Milliseconds until every replica serves in full: a new visitor's batch is accepted, its score is in the verdict and the owner
 * is answered. A visit begins every quarter of a second; the first that succeeds ends it. Rejects after `timeoutMs`.
 */
export async function recoveryMs(plan: RecoveryPlan): Promise<number> {
  const startedAt = performance.now();
  const replicas = plan.botect.of('ingest').map((_, at) => untilServed(plan, at));
  await Promise.all(replicas);
  return performance.now() - startedAt;
}

async function untilServed(plan: RecoveryPlan, replica: number): Promise<void> {
  const { siteKey } = plan.project;
  const visits = traffic({ name: uniqueName('visit'), siteKey, sessions: 1_000, batchesPerSession: 1 });
  const deadline = performance.now() + plan.timeoutMs;
  let [open, served] = [0, false];
  let last: unknown;
  while (!served) {
    if (performance.now() > deadline) throw last;
    const batch = open < openVisitsMax ? visits.shift() : undefined;
    if (batch !== undefined) {
      open += 1;
      visit(plan, replica, batch)
        .then(
          () => {
            served = true;
          },
          (error) => {
            last = error;
          },
        )
        .finally(() => {
          open -= 1;
        });
    }
    await pause(visitEveryMs);
  }
}

/** Rejects with what was not as it should be. */
async function visit({ botect, project, token }: RecoveryPlan, replica: number, { body, session }: Batch) {
  const at = (service: 'ingest' | 'verdict' | 'accounts') => botect.of(service)[replica]?.origin();
  const timeoutMs = callTimeoutMs;
  const sent = await call(`POST ${at('ingest')}/v1/events`, { body, headers: browser, timeoutMs });
  if (sent.status !== 202) throw new Error(`ingest answers ${sent.status}`);
  const owner = await call(`GET ${at('accounts')}/v1/account`, { bearer: token, timeoutMs });
  if (owner.status !== 200) throw new Error(`accounts answers ${owner.status}`);
  const deadline = performance.now() + scoreTimeoutMs;
  while (performance.now() < deadline) {
    const read = `GET ${at('verdict')}/v1/sessions/${session}/verdict`;
    const { body: verdict } = await call(read, { bearer: project.privateKey, timeoutMs });
    if (Number(verdict['score']) > 0) return;
    await pause(lookEveryMs);
  }
  throw new Error('the verdict has no score');
}
