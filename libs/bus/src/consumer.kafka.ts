import type { Closable } from '@botect/runtime';
import { joinGroup, type KafkaConsumption } from './member.kafka.ts';
import { patiently } from './timing.ts';

const rejoinPauseMs = 1_000;

/** A member of the group for as long as it is not closed: when kafkajs gives its consumer up, a new one joins. */
export async function consumeKafka(options: KafkaConsumption): Promise<Closable> {
  const { topic, group, log, timing } = options;
  const closing = new AbortController();
  // News of a topic created a moment ago may not have reached the broker asked.
  let member = await patiently(async () => {
    const first = joinGroup(options);
    await first.joined;
    return first;
  });

  const stayMember = async () => {
    for (;;) {
      const crash = await member.ended;
      if (closing.signal.aborted) return;
      log.error({ err: crash, topic, group }, 'a consumer crashed; a new one joins the group');
      await timing.pause(rejoinPauseMs, closing.signal).catch(() => {});
      if (closing.signal.aborted) return;
      member = joinGroup(options);
      member.joined.catch(() => {});
    }
  };
  const staying = stayMember();

  return {
    async close() {
      closing.abort();
      await member.leave();
      await staying;
    },
  };
}
