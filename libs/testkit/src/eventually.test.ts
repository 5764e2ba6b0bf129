import { expect, test } from '@jest/globals';
import { eventually } from './eventually.ts';

test('answers what the check answers once it stops throwing', async () => {
  let asked = 0;
  const thirdTime = () => {
    asked += 1;
    if (asked < 3) throw new Error('not yet');
    return asked;
  };
  expect(await eventually(thirdTime)).toBe(3);
});

test('past the time given, the last error of the check is thrown', async () => {
  const never = () => Promise.reject(new Error('still empty'));
  await expect(eventually(never, { timeoutMs: 1 })).rejects.toThrow('still empty');
});
