import { expect, test } from '@jest/globals';
import { appendAll } from './append.kafka.ts';

/** Records are named by their partition and number; each call is answered by the partitions listed for it. */
async function appended(records: readonly string[], answers: readonly (readonly number[])[]) {
  const calls: (readonly string[])[] = [];
  const send = async (sent: readonly string[]) => {
    calls.push(sent);
    return (answers[calls.length - 1] ?? []).map((partition) => ({ partition }));
  };
  const partitionOf = (record: string) => Number(record[0]);
  const outcome = await appendAll(records, { send, partitionOf }).then(
    () => 'kept',
    ({ message }: Error) => message,
  );
  return { calls, outcome };
}

test('what every partition acknowledged is sent once', async () => {
  expect(await appended(['0a', '1a', '0b'], [[0, 1]])).toEqual({
    calls: [['0a', '1a', '0b']],
    outcome: 'kept',
  });
});

test('a partition that a successful call leaves out is sent again, whole, in order and alone', async () => {
  const { calls, outcome } = await appended(['0a', '1a', '2a', '1b'], [[0, 2], [1]]);
  expect([calls[1], outcome]).toEqual([['1a', '1b'], 'kept']);
});

test('what nobody acknowledges is refused, not taken for kept', async () => {
  const { calls, outcome } = await appended(['0a', '1a', '1b'], [[0], [], []]);
  expect([calls.length, outcome]).toEqual([3, '2 records were acknowledged by nobody']);
});
