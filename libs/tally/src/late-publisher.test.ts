import { expect, test } from '@jest/globals';
import { latePublisher } from './late-publisher.ts';

const record = { topic: 'tallies', key: 'a', value: Buffer.from('a') };

function subject(faults: { away: boolean } = { away: false }) {
  const told: string[] = [];
  const publisher = latePublisher(async () => {
    told.push('open');
    if (faults.away) throw new Error('away');
    return {
      publish: async ({ key }) => void told.push(`publish ${key}`),
      close: async () => void told.push('close'),
    };
  });
  return { publisher, told, faults };
}

test('nothing is opened before the first record', async () => {
  const { publisher, told } = subject();
  await publisher.close();
  expect(told).toEqual([]);
});

test('it is opened once, and closed once', async () => {
  const { publisher, told } = subject();
  await Promise.all([publisher.publish(record), publisher.publish(record)]);
  await publisher.publish(record);
  await publisher.close();
  expect(told).toEqual(['open', 'publish a', 'publish a', 'publish a', 'close']);
});

test('an opening that fails refuses its record, and the next record opens again', async () => {
  const { publisher, told, faults } = subject({ away: true });
  await expect(publisher.publish(record)).rejects.toThrow('away');
  faults.away = false;
  await publisher.publish(record);
  expect(told).toEqual(['open', 'open', 'publish a']);
});

test('closed while it opens, it closes when it is there', async () => {
  const { publisher, told } = subject();
  const published = publisher.publish(record);
  await publisher.close();
  await published;
  expect(told).toContain('close');
});
