import { eventually, type SeededProject, uniqueName } from '@botect/testkit';
import { usageOf } from './facts.ts';
import type { Installation, ServiceName } from './installation.ts';
import type { Settlement } from './ledger.ts';
import { type Load, startLoad } from './load.ts';
import { startPatiently } from './replica.ts';
import { seeded } from './traffic.ts';
import { type WritesKept, writesKept } from './writes-kept.ts';

export interface KillPlan {
  readonly botect: Installation;
  readonly project: SeededProject;
  readonly token: string;
  /** Killed at the same time, each at moments of its own. */
  readonly services: readonly ServiceName[];
  /** How often a replica of each is killed, in turn. */
  readonly kills: number;
  /** Chooses the moments; the same text chooses the same. */
  readonly seed: string;
  readonly workers: number;
  readonly pauseMs?: number;
  /** No kill begins after so long. */
  readonly timeoutMs?: number;
  onKill?(service: ServiceName, count: number): void;
}

export interface KillFigures extends Settlement, WritesKept {
  readonly kills: Readonly<Partial<Record<ServiceName, number>>>;
  readonly failures: readonly string[];
  /** Batches sent again, by what was answered the time before; 0: nothing. */
  readonly repeats: Readonly<Record<string, number>>;
}

const progressTimeoutMs = 120_000;
const settleTimeoutMs = 180_000;
/** The next kill comes after 1 to so many events more. */
const eventsMax = 200;

/** Kills replicas at chosen moments of a load, starts each again, and settles the books at the end. */
export async function killUnderLoad(plan: KillPlan): Promise<KillFigures> {
  const { botect, project, services } = plan;
  const load = startLoad({ ...plan, name: uniqueName('kills') });
  const kills: Partial<Record<ServiceName, number>> = {};
  const killing = await Promise.allSettled(
    services.map(async (service) => {
      kills[service] = await killInTurn(plan, load, service);
    }),
  );
  await load.stop();
  for (const one of killing) if (one.status === 'rejected') throw one.reason;
  const settlement = await load.ledger.settled(botect.database, project, settleTimeoutMs);
  const written = await writesKept(botect.database, load);
  const repeats = Object.fromEntries(load.repeats);
  return { kills, ...settlement, ...written, repeats, failures: load.failures };
}

/** Answers how many it killed. */
async function killInTurn(plan: KillPlan, load: Load, service: ServiceName): Promise<number> {
  const { seed, kills, timeoutMs = Number.POSITIVE_INFINITY } = plan;
  const replicas = plan.botect.of(service);
  const startedMs = performance.now();
  let killed = 0;
  while (killed < kills && performance.now() - startedMs < timeoutMs) {
    killed += 1;
    await progress(plan, load, { service, events: 1 + seeded(`${seed} ${service} ${killed}`, eventsMax) });
    const replica = replicas[killed % replicas.length];
    if (replica === undefined) throw new Error(`${service} has no replica`);
    await replica.kill();
    await startPatiently(replica);
    plan.onKill?.(service, killed);
  }
  return killed;
}

interface Step {
  readonly service: ServiceName;
  readonly events: number;
}

/** Resolves when so many events more went through the service: were counted by scoring, or acknowledged. */
async function progress({ botect, project }: KillPlan, { ledger }: Load, { service, events }: Step) {
  const soFar = () => (service === 'scoring' ? usageOf(botect.database, project.accountId) : ledger.total());
  const wanted = (await soFar()) + events;
  await eventually(
    async () => {
      if ((await soFar()) < wanted) throw new Error(`${service} makes no progress: ${botect.output()}`);
    },
    { timeoutMs: progressTimeoutMs },
  );
}
