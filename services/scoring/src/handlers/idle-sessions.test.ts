import { expect, test } from '@jest/globals';
import { idleSessions } from './idle-sessions.ts';

const now = () => Date.UTC(2026, 5, 30);

/** Answers in turn how many there were, and who asked for what. */
function slices(...left: number[]) {
  const asked: number[] = [];
  const slice = async (before: number) => {
    asked.push(before);
    return left[asked.length - 1] ?? 0;
  };
  return { asked, slice };
}

test('each job goes on until nobody is left who was last seen as long ago as its setting says', async () => {
  const [hidden, forgotten, erased] = [slices(1_000, 7), slices(1_000, 1_000, 0), slices(1_000, 0)];
  const stores = { hideAddresses: hidden.slice, forgetIdle: forgotten.slice, forgetErased: erased.slice };
  for (const { work } of idleSessions({ ...stores, now, addressDays: 7, idleDays: 30 })) await work();
  expect(hidden.asked).toEqual(Array(2).fill(Date.UTC(2026, 5, 23)));
  expect(forgotten.asked).toEqual(Array(3).fill(Date.UTC(2026, 4, 31)));
  // Twice the log's three days, the dead letters' seven, and one.
  expect(erased.asked).toEqual(Array(2).fill(Date.UTC(2026, 5, 16)));
});
