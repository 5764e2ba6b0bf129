import { type Closable, type Logger, silentLog } from '@botect/runtime';
import { describeReal, uniqueName } from '@botect/testkit';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type Admin, Kafka, logLevel } from 'kafkajs';
import type { Bus } from './bus.ts';
import { collector, hasteTiming as timing } from './collector.fixture.ts';
import { connectBus } from './connect-bus.ts';

const group = 'group';

describeReal('what Kafka does to a bus', ({ kafkaBrokers }) => {
  let admin: Admin;
  let topic: string;
  let open: Closable[];
  beforeAll(async () => {
    admin = new Kafka({ brokers: kafkaBrokers, logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
  });
  afterAll(() => admin.disconnect());
  beforeEach(() => {
    topic = uniqueName('topic');
    open = [];
  });
  afterEach(() => Promise.all(open.map((one) => one.close())));

  const connect = async (log: Logger = silentLog) => {
    const topics = [{ name: topic, partitions: 2, retentionMs: 3_600_000 }];
    const bus = await connectBus({ kafkaBrokers, clientId: 'test', log, timing }, topics);
    open.push(bus);
    return bus;
  };
  const publish = (bus: Bus, ...texts: string[]) =>
    Promise.all(texts.map((text) => bus.publish({ topic, key: 'key', value: Buffer.from(text) })));

  test('many processes may start at once on a cluster without topics', async () => {
    const buses = await Promise.all([connect(), connect(), connect(), connect()]);
    await Promise.all(buses.map((bus) => publish(bus, 'hello')));
    const { topics } = await admin.fetchTopicMetadata({ topics: [topic, `${topic}.dead-letter`] });
    const sizes = topics.map(({ name, partitions }) => [name, partitions.length]);
    expect(Object.fromEntries(sizes)).toEqual({ [topic]: 2, [`${topic}.dead-letter`]: 1 });
  });

  test('topics are created so that no record outlives their retention, that of its segment included', async () => {
    await connect();
    const names = [`${topic}`, `${topic}.dead-letter`];
    const resources = names.map((name) => ({ type: 2, name, configNames: ['retention.ms', 'segment.ms'] }));
    const described = await admin.describeConfigs({ resources, includeSynonyms: false });
    const retention = described.resources.map(({ configEntries }) =>
      configEntries.map(({ configValue }) => Number(configValue)),
    );
    expect(retention.map(([kept = 0, written = 0]) => kept + written)).toEqual([3_600_000, 604_800_000]);
  });

  test('a group whose place was removed goes on at the earliest record there is, and says so', async () => {
    const said = Promise.withResolvers<string>();
    const error = (_fields: object | string, message = '') => said.resolve(message);
    const bus = await connect({ ...silentLog, error });
    const before = collector();
    const subscription = await bus.subscribe({ topic, group, handle: before.handle });
    await publish(bus, '1');
    await before.until(1);
    await subscription.close();
    await publish(bus, '2', '3');
    const ends = await admin.fetchTopicOffsets(topic);
    const partition = ends.find(({ high }) => high === '3')?.partition ?? 0;
    await admin.deleteTopicRecords({ topic, partitions: [{ partition, offset: '2' }] });
    const after = collector();
    await bus.subscribe({ topic, group, handle: after.handle });
    await after.until(1);
    expect(after.texts()).toEqual(['3']);
    expect(await said.promise).toContain('Offset out of range, resetting');
  });

  test('a member that joins while another works waits for its commit: nothing is handed over twice', async () => {
    const bus = await connect();
    const [begun, finish] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const all = collector();
    const slow: typeof all.handle = async (records) => {
      begun.resolve();
      await finish.promise;
      return all.handle(records);
    };
    await bus.subscribe({ topic, group, handle: slow });
    await publish(bus, '1', '2');
    await begun.promise;
    const joining = bus.subscribe({ topic, group, handle: all.handle });
    finish.resolve();
    await joining;
    await publish(bus, '3');
    await all.until(3);
    expect(all.texts()).toEqual(['1', '2', '3']);
  });

  test('a fetch that is being retried is given up when another member joins, and handed over again', async () => {
    const bus = await connect();
    const [failing, other] = [collector(), collector()];
    let away = true;
    const handle: typeof failing.handle = async (records) => {
      const fates = await failing.handle(records);
      if (away) throw new Error('the database is away');
      return fates;
    };
    await publish(bus, '1');
    await bus.subscribe({ topic, group, handle });
    await failing.until(3);
    await bus.subscribe({ topic, group, handle: other.handle });
    away = false;
    await Promise.race([other.until(1), failing.until(failing.received.length + 1)]);
  });

  test('a consumer that kafkajs gives up for good is replaced', async () => {
    const crashed = Promise.withResolvers<void>();
    const error = (_fields: object | string, message = '') =>
      message.includes('crashed') && crashed.resolve();
    const bus = await connect({ ...silentLog, error });
    const one = collector();
    await bus.subscribe({ topic, group, handle: one.handle });
    await publish(bus, '1');
    await one.until(1);
    await admin.deleteTopics({ topics: [topic] });
    await crashed.promise;
    await connect().then((again) => publish(again, '2'));
    await one.until(2);
    expect(one.texts()).toEqual(['1', '2']);
  });
});

test('without a broker a bus does not start, and says why in one line', async () => {
  const away = connectBus({ kafkaBrokers: ['127.0.0.1:1'], clientId: 'test', log: silentLog }, []);
  const message = 'Kafka at 127.0.0.1:1 cannot be used: Connection error: connect ECONNREFUSED 127.0.0.1:1.';
  await expect(away).rejects.toMatchObject({ name: 'StartupFault', message });
});
