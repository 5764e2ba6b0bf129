import { densities } from '../metrics/ids.ts';

/** What was measured, in µs of CPU and bytes. Written by `node bench/scale/main.ts RESULTS`, never by hand. */
export interface Figures {
  /** Of which run, on what, beside which load. */
  readonly run: {
    readonly at: string;
    readonly processor: string;
    readonly cores: number;
    readonly loadBefore: number;
  };
  /** µs in ingest for one batch, by how many events it holds; the same for Kafka and Redis. */
  readonly ingest: Readonly<Record<'1' | '10' | '50', number>>;
  readonly kafkaPerBatch: number;
  readonly redisPerBatch: number;
  /** Bytes kept of a batch of ten events, one copy. */
  readonly kafkaBytesPerBatch: Readonly<Record<'1' | '10' | '50', number>>;
  /** µs for one record of ten events, in each process it passes. */
  readonly record: Readonly<Record<'scoring' | 'postgres' | 'redis' | 'kafka', number>>;
  /** The same with two processes that share the partitions, and beside many rows. */
  readonly recordShared: number;
  readonly recordPostgresManyRows: number;
  readonly verdict: number;
  readonly redisPerVerdict: number;
  readonly postgresBytesPerSession: number;
  readonly rowsMeasured: number;
  readonly redisBytesPerScoredSession: number;
  /** Bytes of an id that repeats are told by, by how many share a bucket of a day, and of which run. */
  readonly redisBytesPerId: Readonly<Record<string, number>>;
  readonly idsAt: string;
  readonly memory: Readonly<Record<'ingest' | 'scoring' | 'verdict', number>>;
}

/** A results file of the bench, as far as it is read here. */
export interface Results {
  readonly at: string;
  readonly loadBefore: number;
  readonly versions: { readonly processor: string; readonly cores: number };
  readonly results: readonly { readonly metric: string; readonly what: string; readonly median: number }[];
}

/** Finds what a run measured. Throws when it did not. */
function finder({ results }: Results) {
  return (metric: string) => (what: string) => {
    const result = results.find((one) => one.metric === metric && one.what === what);
    if (result === undefined) throw new Error(`the run has no ${metric}: ${what}`);
    return Number(result.median.toPrecision(3));
  };
}

/** What a run of `ids` tells: bytes, which a busy machine does not change, so that it may be a run of its own. */
export function idFiguresOf(results: Results): Pick<Figures, 'redisBytesPerId' | 'idsAt'> {
  const id = finder(results)('ids');
  const bytes = densities.map((density) => [density, id(`an id among ${density} of its bucket`)]);
  return { redisBytesPerId: Object.fromEntries(bytes), idsAt: results.at };
}

/** Picks the figures out of a run of `costs`, `memory` and `ids`. Throws when one is missing. */
export function figuresOf(results: Results): Figures {
  const found = finder(results);
  const [cost, memory] = [found('costs'), found('memory')];
  const bySize = (before: string) => ({
    '1': cost(`${before} a batch of 1`),
    '10': cost(`${before} a batch of 10`),
    '50': cost(`${before} a batch of 50`),
  });
  const one = 'a record, 1 scoring';
  const { processor, cores } = results.versions;
  return {
    run: { at: results.at, processor, cores, loadBefore: results.loadBefore },
    ingest: bySize('ingest: CPU of'),
    kafkaPerBatch: cost('Kafka: CPU of a batch of 10'),
    redisPerBatch: cost('Redis: CPU of a batch of 10'),
    kafkaBytesPerBatch: bySize('Kafka: kept of'),
    record: {
      scoring: cost(`scoring: CPU of ${one}`),
      postgres: cost(`PostgreSQL: CPU of ${one}`),
      redis: cost(`Redis: CPU of ${one}`),
      kafka: cost(`Kafka: CPU of ${one}`),
    },
    recordShared: cost('scoring: CPU of a record, 2 scoring'),
    recordPostgresManyRows: cost('PostgreSQL: CPU of a record, 1 scoring beside many rows'),
    verdict: cost('verdict: CPU of a verdict'),
    redisPerVerdict: cost('Redis: CPU of a verdict'),
    postgresBytesPerSession: cost('PostgreSQL: a session of many'),
    rowsMeasured: cost('PostgreSQL: sessions of many'),
    redisBytesPerScoredSession: memory('scored session'),
    ...idFiguresOf(results),
    memory: {
      ingest: cost('ingest: memory after this'),
      scoring: cost('scoring: memory after this'),
      verdict: cost('verdict: memory after this'),
    },
  };
}
