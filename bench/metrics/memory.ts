import { connectCache, hash32 } from '@botect/cache';
import { seenEventsKeyspace, sessionKey } from '@botect/contracts';
import { silentLog } from '@botect/runtime';
import { startExtraRedis } from '../laboratory/extra-redis.ts';
import { fillCache, sessionToken } from '../laboratory/sessions.ts';
import type { Metric } from './metric.ts';

const metric = 'memory';
const sessions = 100_000;
const eventsPerSession = 10;
const sessionsAtOnce = 1_000;

/** What a live session takes in Redis: the score that verdicts read, and the ids that repeats are told by. */
export const memory: Metric = async ({ project }) => {
  const redis = await startExtraRedis();
  try {
    const empty = await redis.memoryBytes();
    await fillCache(redis.url, project.id, sessions);
    const scored = await redis.memoryBytes();
    await rememberEvents(redis.url, project.id);
    const all = await redis.memoryBytes();
    const each = (bytes: number) => [bytes / sessions];
    return [
      { metric, what: 'scored session', unit: 'B', values: each(scored - empty), goal: { atMost: 150 } },
      { metric, what: `ids of ${eventsPerSession} events`, unit: 'B', values: each(all - scored) },
      { metric, what: 'session in all', unit: 'B', values: each(all - empty) },
    ];
  } finally {
    await redis.stop();
  }
};

/** Writes the ids of events as ingest does. */
async function rememberEvents(redisUrl: string, projectId: number): Promise<void> {
  const cache = await connectCache({ redisUrl, log: silentLog, commandTimeoutMs: 10_000 });
  const seen = cache.seenMembers({ ...seenEventsKeyspace, now: Date.now });
  const remember = (index: number) => {
    const ids = Array.from({ length: eventsPerSession }, (_, at) => hash32(`${index}-${at}`));
    return seen.add(sessionKey(projectId, sessionToken(index)), ids);
  };
  for (let start = 0; start < sessions; start += sessionsAtOnce) {
    await Promise.all(Array.from({ length: sessionsAtOnce }, (_, at) => remember(start + at)));
  }
  await cache.close();
}
