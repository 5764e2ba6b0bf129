import { connectCache, hash32, placed, type SeenMembers } from '@botect/cache';
import { seenEventsKeyspace } from '@botect/contracts';
import { silentLog } from '@botect/runtime';
import { startExtraRedis } from '../laboratory/extra-redis.ts';
import type { Finding } from '../measure/finding.ts';
import type { Metric } from './metric.ts';

const metric = 'ids';
/** Ids in one of the 65,536 buckets of a day. Past 510 a bucket has pages below it, past some 8,700 those have, too. */
export const densities = [15, 100, 500, 600, 1_000, 5_000, 20_000];
/** A thousand buckets, or fewer when they are so full that they are enough to measure by. */
const [bucketsMax, idsEnough] = [1_000, 1_000_000];
const [idsPerSession, idsPerBatch, sessionsAtOnce] = [50, 10, 64];

/** What Redis takes for an id that repeats are told by, as buckets fill: written as ingest does, into fewer buckets. */
export const ids: Metric = async () => {
  const findings: Finding[] = [];
  for (const density of densities) {
    const server = await startExtraRedis();
    const cache = await connectCache({
      redisUrl: server.url,
      log: silentLog,
      commandTimeoutMs: 10_000,
    });
    try {
      const seen = cache.seenMembers({ ...seenEventsKeyspace, now: Date.now });
      // So that the script is in the server already.
      await seen.add('session', [1]);
      const empty = await server.memoryBytes();
      const buckets = Math.min(bucketsMax, idsEnough / density);
      await fill(seen, density, buckets);
      const bytes = ((await server.memoryBytes()) - empty) / (buckets * density);
      findings.push({ metric, what: `an id among ${density} of its bucket`, unit: 'B', values: [bytes] });
    } finally {
      await cache.close();
      await server.stop();
    }
  }
  return findings;
};

async function fill(seen: SeenMembers, density: number, buckets: number): Promise<void> {
  let some: Promise<void>[] = [];
  for (const [session, count] of sessionsOf(density, buckets)) {
    some.push(remember(seen, session, count));
    if (some.length < sessionsAtOnce) continue;
    await Promise.all(some);
    some = [];
  }
  await Promise.all(some);
}

/** Names of sessions that fall into the first buckets, each with its number of ids, until all are as full as asked. */
function* sessionsOf(density: number, buckets: number): Generator<[session: string, ids: number]> {
  const left = new Map(Array.from({ length: buckets }, (_, bucket) => [bucket, density]));
  for (let index = 0; left.size > 0; index += 1) {
    const session = `session-${index}`;
    const { bucket } = placed(session, []);
    const room = left.get(bucket);
    if (room === undefined) continue;
    const count = Math.min(idsPerSession, room);
    if (room === count) left.delete(bucket);
    else left.set(bucket, room - count);
    yield [session, count];
  }
}

async function remember(seen: SeenMembers, session: string, count: number): Promise<void> {
  for (let start = 0; start < count; start += idsPerBatch) {
    const length = Math.min(idsPerBatch, count - start);
    await seen.add(
      session,
      Array.from({ length }, (_, at) => hash32(`${session}-${start + at}`)),
    );
  }
}
