import { silentLog as log } from '@botect/runtime';
import { eventually, uniqueName } from '@botect/testkit';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Kafka, logLevel } from 'kafkajs';
import { canInstall, missingPrograms } from '../../../infra/local/programs.ts';
import { type LocalInfrastructure, startLocalInfrastructure } from '../../../infra/local/start.ts';
import type { Bus } from './bus.ts';
import { collector } from './collector.fixture.ts';
import { connectBus } from './connect-bus.ts';

const available = missingPrograms().length === 0 || canInstall();
const firstStartTimeoutMs = 300_000;
const faultTimeoutMs = 120_000;
const publishTimeoutMs = 2_000;

// Servers of its own: what is paused and killed here must not be shared.
(available ? describe : describe.skip)('three brokers, some of them away', () => {
  let servers: LocalInfrastructure;
  let topic: string;
  let bus: Bus;
  beforeAll(async () => {
    servers = await startLocalInfrastructure({ ephemeral: true, brokers: 3 });
  }, firstStartTimeoutMs);
  afterAll(() => servers?.stop());
  beforeEach(async () => {
    topic = uniqueName('topic');
    bus = await connectBus({ kafkaBrokers: servers.kafkaBrokers, clientId: 'test', log, publishTimeoutMs }, [
      { name: topic, partitions: 3, retentionMs: 3_600_000 },
    ]);
  });
  afterEach(() => bus.close());

  let published = 0;
  const publish = async () => {
    published += 1;
    const text = `${published}`;
    await bus.publish({ topic, key: text, value: Buffer.from(text) });
    return text;
  };

  /** Publishes without a rest; `stop` answers everything that was acknowledged. */
  function traffic() {
    const kept: string[] = [];
    const codes = new Set<string>();
    let going = true;
    const publishing = Array.from({ length: 4 }, async () => {
      while (going) {
        await publish().then(
          (text) => kept.push(text),
          ({ code }) => codes.add(code),
        );
      }
    });
    const stop = async () => {
      going = false;
      await Promise.all(publishing);
      return kept;
    };
    return { kept, codes, stop };
  }

  test('a topic has three copies, and two of them are enough', async () => {
    const admin = new Kafka({ brokers: servers.kafkaBrokers, logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
    const described = await admin.describeConfigs({
      includeSynonyms: false,
      resources: [{ type: 2, name: topic, configNames: ['min.insync.replicas'] }],
    });
    await admin.disconnect();
    expect(topics[0]?.partitions.map(({ replicas }) => replicas.length)).toEqual([3, 3, 3]);
    expect(described.resources[0]?.configEntries[0]?.configValue).toBe('2');
  });

  test.each(['kill', 'pause'] as const)(
    'a broker goes away amid traffic (%s): what was acknowledged arrives, the rest is refused, and it goes on',
    async (how) => {
      const one = collector();
      await bus.subscribe({ topic, group: 'group', handle: one.handle });
      const { kept, codes, stop } = traffic();
      const broker = servers.kafka[1];
      await eventually(() => expect(kept.length).toBeGreaterThan(50));
      await broker?.[how]();
      const before = kept.length;
      await eventually(() => expect(kept.length).toBeGreaterThan(before + 200), { timeoutMs: 60_000 });
      await (how === 'kill' ? broker?.start() : broker?.resume());
      const acknowledged = await stop();
      await eventually(
        () => expect(new Set(one.texts())).toEqual(new Set([...one.texts(), ...acknowledged])),
        {
          timeoutMs: 60_000,
        },
      );
      expect([...codes].filter((code) => code !== 'SERVICE_UNAVAILABLE')).toEqual([]);
    },
    faultTimeoutMs,
  );

  test(
    'while no broker answers a record is refused within its time; once they answer all goes on by itself',
    async () => {
      const one = collector();
      await bus.subscribe({ topic, group: 'group', handle: one.handle });
      await publish();
      for (const broker of servers.kafka) broker.pause();
      const startedMs = performance.now();
      await expect(publish()).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
      expect(performance.now() - startedMs).toBeLessThan(publishTimeoutMs * 1.25);
      await expect(bus.ping()).rejects.toThrow();
      for (const broker of servers.kafka) broker.resume();
      const text = await eventually(publish, { timeoutMs: 30_000 });
      await eventually(() => expect(one.texts()).toContain(text), { timeoutMs: 30_000 });
      await eventually(() => bus.ping());
    },
    faultTimeoutMs,
  );
});
