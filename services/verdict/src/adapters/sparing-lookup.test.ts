import { fakeClock } from '@botect/testkit';
import { describe, expect, test } from '@jest/globals';
import type { FindSession } from '../ports.ts';
import { sparingLookup } from './sparing-lookup.ts';

function subject(durable: FindSession = async () => null) {
  const asked: string[] = [];
  const now = fakeClock(1);
  const find = sparingLookup(
    (projectId, token) => {
      asked.push(token);
      return durable(projectId, token);
    },
    now,
    100,
  );
  return { find, asked, now };
}

describe('a sparing lookup', () => {
  test('asks once in five seconds for a token nobody knows', async () => {
    const { find, asked, now } = subject();
    await find(1, 'a');
    now.advance(4_999);
    await find(1, 'a');
    now.advance(2);
    await find(1, 'a');
    expect(asked).toEqual(['a', 'a']);
  });

  test('keeps projects apart', async () => {
    const { find, asked } = subject();
    await find(1, 'a');
    await find(2, 'a');
    expect(asked).toEqual(['a', 'a']);
  });

  test('refuses the 33rd question at once, and asks again when one is answered', async () => {
    const answers: (() => void)[] = [];
    const { find } = subject(() => new Promise((resolve) => answers.push(() => resolve(null))));
    const pending = Array.from({ length: 32 }, (_, index) => find(1, `${index}`));
    await expect(find(1, 'late')).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    answers[0]?.();
    await pending[0];
    void find(1, 'late');
    expect(answers).toHaveLength(33);
  });

  test('remembers no failure', async () => {
    const { find, asked } = subject(() => Promise.reject(new Error('gone')));
    await expect(find(1, 'a')).rejects.toThrow('gone');
    await expect(find(1, 'a')).rejects.toThrow('gone');
    expect(asked).toEqual(['a', 'a']);
  });
});
