import { type BusOptions, connectLog, withDefaults } from './connect-log.ts';
import { revived } from './dead-letter.ts';
import { type Fetch, type Log, total } from './log.ts';
import type { Pause } from './timing.ts';
import { deadLetterTopic, type TopicDefinition } from './topics.ts';

export interface ReplayOptions {
  /** The topic the letters came from, and go back to. */
  readonly topic: string;
  /** At most so many, oldest first. */
  readonly limit?: number;
  /** Count, and leave everything as it is. */
  readonly dryRun?: boolean;
}

export interface ReplayCounts {
  /** Dead letters that were never replayed. */
  readonly found: number;
  readonly replayed: number;
}

const group = 'replay-dead-letters';
const lagCheckMs = 1_000;

/**
 * Publishes dead letters to the topic they came from, as they were, with the header `replayed` counting the returns.
 * Each is replayed once, however often this runs; a letter that comes back during the run waits for the next.
 */
export async function replayDeadLetters(
  connection: BusOptions,
  topics: readonly TopicDefinition[],
  { topic, limit = Number.POSITIVE_INFINITY, dryRun = false }: ReplayOptions,
): Promise<ReplayCounts> {
  const commitLog = await connectLog(connection, topics);
  try {
    const found = total(await commitLog.lag(deadLetterTopic(topic), group));
    const wanted = dryRun ? 0 : Math.min(found, limit);
    const { timing } = withDefaults(connection);
    return { found, replayed: await replay(commitLog, { topic, wanted, pause: timing.pause }) };
  } finally {
    await commitLog.close();
  }
}

interface Replay {
  readonly topic: string;
  readonly wanted: number;
  readonly pause: Pause;
}

async function replay(commitLog: Log, { topic, wanted, pause }: Replay): Promise<number> {
  const enough = Promise.withResolvers<void>();
  let replayed = 0;

  const onFetch = async ({ records, commit, abandoned }: Fetch) => {
    const letters = records.slice(0, wanted - replayed);
    const last = letters.at(-1);
    if (last) {
      await commitLog.append(
        topic,
        letters.map((letter) => revived(letter, topic)),
      );
      await commit(last);
      replayed += letters.length;
    }
    if (replayed < wanted) return;
    enough.resolve();
    await once(abandoned);
  };

  if (wanted === 0) return 0;
  const letterTopic = deadLetterTopic(topic);
  const reader = await commitLog.consume({ topic: letterTopic, group, onFetch });
  // Another replay, or retention, may take letters that were counted: then the group has nothing left to read.
  while (replayed < wanted && total(await commitLog.lag(letterTopic, group)) > 0) {
    await Promise.race([enough.promise, pause(lagCheckMs)]);
  }
  await reader.close();
  return replayed;
}

async function once(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}
