import { eventually, uniqueName } from '@botect/testkit';
import type { Program } from '../../infra/local/program.ts';
import { usageOf } from './facts.ts';
import type { Settlement } from './ledger.ts';
import { type LoadPlan, startLoad } from './load.ts';

export interface BrokerPlan extends Omit<LoadPlan, 'name'> {
  readonly brokers: readonly Program[];
  /** How often each of them is killed. */
  readonly rounds: number;
}

export interface BrokerFigures extends Settlement {
  readonly failures: readonly string[];
  readonly repeats: Readonly<Record<string, number>>;
  /** By kill: milliseconds until the next batch was acknowledged, and until more was counted. */
  readonly acknowledgedAfterMs: readonly number[];
  readonly countedAfterMs: readonly number[];
}

const progressTimeoutMs = 120_000;
const settleTimeoutMs = 120_000;

/**
 * kill -9 of each broker in turn under load, whoever leads partitions, the group or the cluster among them; the next only after
 * it is back. Rejects when acknowledging or counting does not go on with the others alone.
 */
export async function killBrokers(plan: BrokerPlan): Promise<BrokerFigures> {
  const { botect, project, brokers, rounds } = plan;
  const load = startLoad({ ...plan, name: uniqueName('brokers') });
  const counted = () => usageOf(botect.database, project.accountId);
  const acknowledgedAfterMs: number[] = [];
  const countedAfterMs: number[] = [];
  try {
    for (let kill = 0; kill < rounds * brokers.length; kill += 1) {
      await grown(counted);
      const broker = brokers[kill % brokers.length];
      await broker?.kill();
      const [acknowledged, more] = await Promise.all([
        grown(async () => load.ledger.total()),
        grown(counted),
      ]);
      acknowledgedAfterMs.push(acknowledged);
      countedAfterMs.push(more);
      await broker?.start();
    }
  } finally {
    await load.stop();
  }
  const settlement = await load.ledger.settled(botect.database, project, settleTimeoutMs);
  const { failures, repeats } = load;
  const times = { acknowledgedAfterMs, countedAfterMs };
  return { ...settlement, ...times, failures, repeats: Object.fromEntries(repeats) };
}

/** What flowed already may still arrive; a batch more than that did not. */
const flowing = 100;

/** Milliseconds until the count is higher by more than was on its way. */
async function grown(count: () => Promise<number>): Promise<number> {
  const startedAt = performance.now();
  const before = await count();
  await eventually(
    async () => {
      if ((await count()) <= before + flowing) throw new Error('nothing more was counted');
    },
    { timeoutMs: progressTimeoutMs },
  );
  return performance.now() - startedAt;
}
