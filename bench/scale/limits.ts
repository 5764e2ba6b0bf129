import { signalsTopic } from '@botect/contracts';
import type { Needs } from './model.ts';

/** Something of which there is only so much, however many processes are added. */
export interface Limit {
  readonly name: string;
  readonly has: number;
  readonly needs: (needs: Needs) => number;
  readonly unit: string;
  /** What is done about it. */
  readonly remedy: string;
}

const gigabyte = 1e9;
/** One primary of PostgreSQL, and one disk, as rented everywhere. */
const postgresCores = 16;
const postgresDiskBytes = 4_000 * gigabyte;
const redisBytes = 64 * gigabyte;
/** PostgreSQL's own default; more is possible, each a process of some megabytes. */
const connectionsUsual = 100;
/** Three brokers of 8 cores with 2 TB each. */
const [kafkaCores, kafkaDiskBytes] = [24, 6_000 * gigabyte];

export const limits: readonly Limit[] = [
  {
    name: 'database connections',
    has: connectionsUsual,
    needs: ({ databaseConnections }) => databaseConnections,
    unit: '',
    remedy: 'a pooler before PostgreSQL, or a higher max_connections',
  },
  {
    name: 'partitions of signals',
    has: signalsTopic.partitions,
    needs: ({ processes }) => processes.scoring,
    unit: '',
    remedy: 'more partitions',
  },
  {
    name: 'one core of Redis',
    has: 1,
    needs: ({ cores }) => cores.redis,
    unit: 'cores',
    remedy: 'Redis Cluster',
  },
  {
    name: 'memory of one Redis',
    has: redisBytes,
    needs: ({ redisBytes: scored, redisIdsBytes }) => scored + redisIdsBytes,
    unit: 'B',
    remedy: 'Redis Cluster, or a shorter memory for repeats',
  },
  {
    name: 'one PostgreSQL primary: cores',
    has: postgresCores,
    needs: ({ cores }) => cores.postgres,
    unit: 'cores',
    remedy: 'sessions in several databases by key',
  },
  {
    name: 'one PostgreSQL primary: disk',
    has: postgresDiskBytes,
    needs: (needs) => needs.postgresDiskBytes,
    unit: 'B',
    remedy: 'partitions by day, fewer days, several databases',
  },
  {
    name: 'three Kafka brokers: cores',
    has: kafkaCores,
    needs: ({ cores }) => cores.kafka,
    unit: 'cores',
    remedy: 'more brokers',
  },
  {
    name: 'three Kafka brokers: disk',
    has: kafkaDiskBytes,
    needs: (needs) => needs.kafkaDiskBytes,
    unit: 'B',
    remedy: 'more brokers, fewer hours',
  },
];

export interface Strained {
  readonly limit: Limit;
  /** Of what there is; above 1 it has given way. */
  readonly share: number;
}

/** All limits, the most strained first. */
export function strained(needs: Needs): Strained[] {
  return limits
    .map((limit) => ({ limit, share: limit.needs(needs) / limit.has }))
    .toSorted((a, b) => b.share - a.share);
}
