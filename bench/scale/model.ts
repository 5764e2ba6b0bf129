import { type Demand, days, type Policy } from './demand.ts';
import type { Figures } from './figures.ts';

/** What an installation needs for a demand. Rates are those of the peak, what is stored goes by the mean. */
export interface Needs {
  readonly batchesPerSecond: number;
  readonly sessionsPerSecond: number;
  readonly verdictsPerSecond: number;
  /** Cores kept as busy as the policy says. */
  readonly cores: Readonly<Record<'ingest' | 'scoring' | 'verdict' | 'kafka' | 'redis' | 'postgres', number>>;
  /** Processes of one core each. */
  readonly processes: Readonly<Record<'ingest' | 'scoring' | 'verdict', number>>;
  readonly kafkaBytesPerSecond: number;
  readonly kafkaDiskBytes: number;
  readonly redisBytes: number;
  readonly redisIdsBytes: number;
  readonly rowsPerSecond: number;
  readonly postgresDiskBytes: number;
  readonly databaseConnections: number;
  readonly memoryBytes: number;
}

const micros = 1_000_000;
const processesMin = 2;

export function needsOf(figures: Figures, demand: Demand, policy: Policy): Needs {
  const batchesPerSecond = demand.eventsPerSecond / demand.eventsPerBatch;
  const sessionsPerSecond = batchesPerSecond / demand.batchesPerSession;
  const verdictsPerSecond = sessionsPerSecond * demand.verdictsPerSession;
  const cores = coresOf(figures, { batchesPerSecond, verdictsPerSecond }, policy);
  const processes = {
    ingest: Math.max(processesMin, Math.ceil(cores.ingest)),
    scoring: Math.max(processesMin, Math.ceil(cores.scoring)),
    verdict: Math.max(processesMin, Math.ceil(cores.verdict)),
  };
  const meanBytes = (batchesPerSecond / demand.peakToMean) * figures.kafkaBytesPerBatch[10];
  const meanSessions = sessionsPerSecond / demand.peakToMean;
  const { ingest, scoring, verdict } = processes;
  return {
    ...{ batchesPerSecond, sessionsPerSecond, verdictsPerSecond, cores, processes },
    kafkaBytesPerSecond: batchesPerSecond * figures.kafkaBytesPerBatch[10],
    kafkaDiskBytes: meanBytes * policy.retentionSeconds * policy.copiesInKafka,
    redisBytes:
      sessionsPerSecond *
      (policy.scoredSeconds + policy.sessionsVisitSeconds) *
      figures.redisBytesPerScoredSession,
    redisIdsBytes: idsBytes(figures, demand.eventsPerSecond / demand.peakToMean, policy),
    rowsPerSecond: batchesPerSecond,
    postgresDiskBytes: meanSessions * days(policy.sessionDays) * figures.postgresBytesPerSession,
    databaseConnections: (ingest + scoring + verdict) * policy.connectionsPerProcess,
    memoryBytes:
      ingest * figures.memory.ingest + scoring * figures.memory.scoring + verdict * figures.memory.verdict,
  };
}

const bucketsOfIds = 65_536;

/** Ids of the present turn, half over on the mean, and of the one before; what one takes goes by how full a bucket gets. */
function idsBytes({ redisBytesPerId }: Figures, eventsPerSecond: number, { seenIdsSeconds }: Policy): number {
  const perBucket = (eventsPerSecond * seenIdsSeconds) / 1.5 / bucketsOfIds;
  const known = Object.entries(redisBytesPerId).map(([density, bytes]) => [Number(density), bytes] as const);
  const [, bytes] = known.filter(([density]) => density <= perBucket).at(-1) ?? known[0] ?? [0, 0];
  return eventsPerSecond * seenIdsSeconds * bytes;
}

interface Rates {
  readonly batchesPerSecond: number;
  readonly verdictsPerSecond: number;
}

function coresOf(figures: Figures, { batchesPerSecond, verdictsPerSecond }: Rates, { useOfCore }: Policy) {
  const cores = (batches: number, verdicts = 0) =>
    (batchesPerSecond * batches + verdictsPerSecond * verdicts) / micros / useOfCore;
  const { record } = figures;
  return {
    ingest: cores(figures.ingest[10]),
    scoring: cores(record.scoring),
    verdict: cores(0, figures.verdict),
    kafka: cores(figures.kafkaPerBatch + record.kafka),
    redis: cores(figures.redisPerBatch + record.redis, figures.redisPerVerdict),
    postgres: cores(record.postgres),
  };
}
