import { expect, test } from '@jest/globals';
import { gatherPerTurn } from './gather-per-turn.ts';

function gathering(itemsMax = 100) {
  const sent: number[][] = [];
  const send = async (items: readonly number[]) => {
    sent.push([...items]);
    return items.map((item) => item * 10);
  };
  return { sent, call: gatherPerTurn<number, number>({ itemsMax, send }) };
}

test('calls of one turn are sent together, and each gets its own result', async () => {
  const { sent, call } = gathering();
  expect(await Promise.all([1, 2, 3].map(call))).toEqual([10, 20, 30]);
  expect(sent).toEqual([[1, 2, 3]]);
});

test('a call of a later turn is sent without waiting for the answers before', async () => {
  const sent: string[] = [];
  const never = Promise.withResolvers<string[]>();
  const send = (items: readonly string[]) => {
    sent.push(...items);
    return items[0] === 'stalled' ? never.promise : Promise.resolve([...items]);
  };
  const call = gatherPerTurn<string, string>({ itemsMax: 10, send });
  call('stalled').catch(() => {});
  await new Promise(setImmediate);
  expect(await call('next')).toBe('next');
});

test('no more than itemsMax are sent together', async () => {
  const { sent, call } = gathering(2);
  expect(await Promise.all([1, 2, 3, 4, 5].map(call))).toEqual([10, 20, 30, 40, 50]);
  expect(sent).toEqual([[1, 2], [3, 4], [5]]);
});

test('a rejected send rejects its own calls alone', async () => {
  const send = (items: readonly number[]) =>
    items.includes(13) ? Promise.reject(new Error('13')) : Promise.resolve(items);
  const call = gatherPerTurn<number, number>({ itemsMax: 2, send });
  const outcomes = await Promise.allSettled([1, 13, 2].map(call));
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
});

test('a send that throws rejects its calls', async () => {
  const send = () => {
    throw new RangeError('thrown');
  };
  await expect(gatherPerTurn<number, number>({ itemsMax: 2, send })(1)).rejects.toThrow('thrown');
});
