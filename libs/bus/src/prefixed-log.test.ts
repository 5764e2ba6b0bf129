import { describe, expect, test } from '@jest/globals';
import type { ReceivedRecord } from './bus.ts';
import type { Log } from './log.ts';
import { connectPrefixed } from './prefixed-log.ts';

const topics = [{ name: 'signals', partitions: 1, retentionMs: 1 }];
const record: ReceivedRecord = {
  topic: 'eu.signals',
  partition: 0,
  offset: 0n,
  key: 'a',
  value: Buffer.from('b'),
  headers: {},
};

/** A log that hands one record to every consumer and notes the names it was called by. */
function notingLog(prefix: string) {
  const named: string[] = [];
  const log: Log = {
    append: async (topic) => void named.push(topic),
    consume: async ({ topic, group, onFetch }) => {
      named.push(topic, group);
      await onFetch({ records: [record], abandoned: new AbortController().signal, commit: async () => {} });
      return { close: async () => {} };
    },
    lag: async (topic, group) => new Map([[named.push(topic, group), 0]]),
    ping: async () => {},
    close: async () => {},
  };
  const connected = connectPrefixed(prefix, topics, async (created) => {
    named.push(...created.map(({ name }) => name));
    return log;
  });
  return { named, connected, log };
}

describe('a log with a prefix', () => {
  test('puts it before the name of every topic and group outside', async () => {
    const { named, connected } = notingLog('eu.');
    const log = await connected;
    await log.append('signals', []);
    await log.consume({ topic: 'signals', group: 'scoring', onFetch: async () => {} });
    await log.lag('signals', 'scoring');
    expect(new Set(named)).toEqual(new Set(['eu.signals', 'eu.scoring']));
  });

  test('hands records over without it, so that a dead letter finds its way', async () => {
    const received: string[] = [];
    const log = await notingLog('eu.').connected;
    const onFetch = async ({ records }: { records: readonly ReceivedRecord[] }) =>
      void received.push(...records.map(({ topic }) => topic));
    await log.consume({ topic: 'signals', group: 'scoring', onFetch });
    expect(received).toEqual(['signals']);
  });

  test('is the log itself where the prefix is empty', async () => {
    const { connected, log } = notingLog('');
    expect(await connected).toBe(log);
  });
});
