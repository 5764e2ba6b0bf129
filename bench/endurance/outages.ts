import { setTimeout as pause } from 'node:timers/promises';
import { seedProject, uniqueName } from '@botect/testkit';
import { inTurn } from '../../e2e/harness/balancer.ts';
import type { ServiceName } from '../../e2e/harness/installation.ts';
import type { Settlement } from '../../e2e/harness/ledger.ts';
import {
  type FaultName,
  faults,
  type LinkedInfrastructure,
  type Part,
  parts,
  startLinkedInfrastructure,
} from '../../e2e/harness/linked-infrastructure.ts';
import { startLoad } from '../../e2e/harness/load.ts';
import { recoveryMs } from '../../e2e/harness/recovery.ts';
import { until } from '../../infra/local/processes.ts';
import type { Finding } from '../measure/finding.ts';
import { type Answers, answers } from './answers.ts';
import type { EnduranceOptions } from './options.ts';
import { type Ground, openGround, type Trial } from './trial.ts';

/** After this a part is taken for not recovered at all. */
const recoveryTimeoutMs = 90_000;
const settleTimeoutMs = 90_000;
const warmEvents = 50;

const every = parts.flatMap((part) =>
  (Object.keys(faults) as FaultName[]).map((fault) => [part, fault] as const),
);

/** Each part gone in each way under load, and how long after its return all is as before. */
export const outages: Trial = async (options, say) => {
  const infrastructure = await startLinkedInfrastructure(say);
  const ground = await openGround({ print: say, servers: infrastructure });
  try {
    const findings: Finding[] = [];
    for (const [part, fault] of every.filter((names) => names.join(' ').includes(options.only))) {
      const outage = await one({ ...options, ground, infrastructure, part, fault });
      findings.push(...findingsOf(`${part} ${fault}`, outage));
      say(`  ${part} ${fault}: back ${Math.round(outage.recoveryMs)} ms after, ${outage.answers.text()}`);
    }
    return [...findings, ended(ground)];
  } finally {
    await ground.close();
    await infrastructure.close();
  }
};

interface OutagePlan extends EnduranceOptions {
  readonly ground: Ground;
  readonly infrastructure: LinkedInfrastructure;
  readonly part: Part;
  readonly fault: FaultName;
}

interface Outage extends Settlement {
  readonly answers: Answers;
  /** Infinite when it did not recover by itself. */
  readonly recoveryMs: number;
  readonly failures: readonly string[];
}

async function one({ ground, infrastructure, part, fault, ...options }: OutagePlan): Promise<Outage> {
  const { botect, token } = ground;
  const [project, visited] = [await seedProject(botect.database), await seedProject(botect.database)];
  const probe = { botect, token, project: visited, timeoutMs: recoveryTimeoutMs };
  await recoveryMs(probe);
  const seen = answers();
  const load = startLoad({
    ...{ botect, project, token, name: uniqueName('outage'), choose: inTurn },
    workers: options.visitors,
    pauseMs: options.pauseMs,
    onAnswer: seen.add,
  });
  // Ingest knows the key by then: whose key nobody has asked for needs the database.
  await until(() => load.ledger.total() >= warmEvents, recoveryTimeoutMs);
  await faults[fault].begin(infrastructure.of[part]);
  await pause(options.seconds * 1_000);
  await faults[fault].end(infrastructure.of[part]);
  const recovered = await recoveryMs(probe).catch(() => Number.POSITIVE_INFINITY);
  await load.stop();
  const settlement = await load.ledger.settled(botect.database, project, settleTimeoutMs);
  return { ...settlement, answers: seen, recoveryMs: recovered, failures: load.failures };
}

/** Milliseconds within which each has answered, whatever is gone. */
const bounds: Readonly<Record<Exclude<ServiceName, 'scoring'>, number>> = {
  // What it waits for the broker, and half of that again for a busy machine.
  ingest: 7_500,
  verdict: 1_000,
  // What a statement may take, and some time for the connection.
  accounts: 14_000,
};

function findingsOf(metric: string, outage: Outage): Finding[] {
  const worst = Object.entries(bounds).map(([service, atMost]): Finding => {
    const values = [outage.answers.worstMs(service as ServiceName)];
    return { metric, what: `slowest answer of ${service}`, unit: 'ms', values, goal: { atMost } };
  });
  const count = (what: string, value: number): Finding => {
    return { metric, what, unit: '', values: [value], goal: { atMost: 0 } };
  };
  return [
    {
      metric,
      what: 'all serves again after',
      unit: 'ms',
      values: [outage.recoveryMs],
      goal: { atMost: 10_000 },
    },
    ...worst,
    { metric, what: 'events acknowledged', unit: '', values: [outage.acknowledged] },
    count('acknowledged events lost', outage.lost),
    count('events counted twice', outage.twice),
    count('answers that were wrong, or none', outage.failures.length + outage.answers.none()),
  ];
}

function ended({ botect }: Ground): Finding {
  const names: readonly ServiceName[] = ['ingest', 'verdict', 'accounts', 'scoring'];
  const gone = names.flatMap((name) => botect.of(name)).filter((replica) => replica.ended()).length;
  return { metric: 'outages', what: 'processes that ended', unit: '', values: [gone], goal: { atMost: 0 } };
}
