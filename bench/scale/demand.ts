import { scoredSessionsKeyspace, seenEventsKeyspace, signalsTopic } from '@botect/contracts';

/** What visitors and sites ask of an installation. Assumptions, each to be put right by whoever knows better. */
export interface Demand {
  readonly eventsPerSecond: number;
  readonly eventsPerBatch: number;
  readonly batchesPerSession: number;
  readonly verdictsPerSession: number;
  /** The busiest second is what counts for processors; what is stored goes by the mean. */
  readonly peakToMean: number;
}

/** How much of what there is may be used, and how long things are kept. */
export interface Policy {
  /** Of a core; the rest is for rollouts, garbage, neighbours and the second after a failure. */
  readonly useOfCore: number;
  readonly copiesInKafka: number;
  readonly retentionSeconds: number;
  readonly sessionDays: number;
  readonly scoredSeconds: number;
  /** Ids of events live in turns of this length, the present and the one before. */
  readonly seenIdsSeconds: number;
  readonly sessionsVisitSeconds: number;
  readonly connectionsPerProcess: number;
}

const daySeconds = 86_400;

/** The browser script's: a batch of some ten events every ten seconds or so; a verdict on every second page a backend renders. */
export const usual: Omit<Demand, 'eventsPerSecond'> = {
  eventsPerBatch: 10,
  batchesPerSession: 5,
  verdictsPerSession: 5,
  peakToMean: 3,
};

export const shipped: Policy = {
  useOfCore: 0.5,
  copiesInKafka: 3,
  retentionSeconds: signalsTopic.retentionMs / 1_000,
  sessionDays: 30,
  scoredSeconds: scoredSessionsKeyspace.ttlMs / 1_000,
  seenIdsSeconds: (1.5 * seenEventsKeyspace.windowMs) / 1_000,
  sessionsVisitSeconds: 300,
  connectionsPerProcess: 10,
};

export const days = (count: number) => count * daySeconds;
