import { type Logger, silentLog } from '@botect/runtime';
import { describeReal, uniqueName } from '@botect/testkit';
import { expect, test } from '@jest/globals';
import { connectBus } from './connect-bus.ts';

describeReal('topics that are there already', ({ kafkaBrokers }) => {
  const started = async (name: string, partitions: number) => {
    const warnings: unknown[] = [];
    const log = { ...silentLog, warn: (facts: unknown) => warnings.push(facts) } as Logger;
    const options = { kafkaBrokers, clientId: 'test', log };
    const bus = await connectBus(options, [{ name, partitions, retentionMs: 3_600_000 }]);
    const key = Buffer.from('kept');
    await bus.publish({ topic: name, key: 'key', value: key }).finally(() => bus.close());
    return warnings;
  };

  test('with fewer partitions than meant are used as they are, and the log says which', async () => {
    const topic = uniqueName('narrow');
    await started(topic, 2);
    expect(await started(topic, 5)).toContainEqual({ topic, has: 2, meant: 5 });
  });

  test('with as many or more are nothing to speak of', async () => {
    const topic = uniqueName('wide');
    await started(topic, 3);
    const said = [...(await started(topic, 3)), ...(await started(topic, 1))];
    expect(said.filter((facts) => Object.hasOwn(facts as object, 'meant'))).toEqual([]);
  });
});
