import { expect, test } from '@jest/globals';
import { cursorOf, placeOf } from './page-cursor.ts';

test('a cursor leads back to its place', () => {
  const place = { lastSeenAtMs: 1_781_431_200_123, token: 'sess_-Az' };
  expect(placeOf(cursorOf(place))).toEqual(place);
});

test.each(['', '.', 'abc', '.sess', '12.', 'mb.se ss', '-1.sess', 'zzzzzzzzzz.sess', '1.a.b'])(
  '%j is no cursor',
  (text) => {
    expect(placeOf(text)).toBeNull();
  },
);
