import { describe, expect, test } from '@jest/globals';
import { detections } from './detections.ts';
import { normalisePayload } from './payload.ts';
import { isAdoptableToken, isSessionToken } from './tokens.ts';

describe('the detection registry', () => {
  test('uses every id once, in ascending order, inside the range of its engine', () => {
    const ids = detections.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
    expect(ids.every((id) => (id >= 1000 && id < 4000) || id >= 9000)).toBe(true);
  });

  test('has a sentence an owner can read for every detection', () => {
    expect(detections.filter(({ sentence }) => !/^[A-Z].*\.$/.test(sentence))).toEqual([]);
  });
});

describe('session tokens', () => {
  test.each([`bt_${'a'.repeat(24)}`, `sess_${'0f'.repeat(24)}`])('%s is adopted', (token) => {
    expect(isAdoptableToken(token) && isSessionToken(token)).toBe(true);
  });

  test.each([
    '',
    'short',
    `bt_${'a'.repeat(23)}`,
    `sess_${'0F'.repeat(24)}`,
    `bt_${'a'.repeat(126)}`,
    `sess_${'0'.repeat(47)}/`,
  ])('"%s" could be guessed or is malformed, and is replaced', (token) => {
    expect(isAdoptableToken(token)).toBe(false);
  });
});

describe('payload spelling', () => {
  test('legacy keys become today’s, and today’s win when both are sent', () => {
    const event = { request_id: 'a', type: 'mouse', received_at: '' } as const;
    expect(normalisePayload({ ...event, payload: { entropy: 0.7, samples: 128 } })).toEqual({
      mouse_entropy: 0.7,
      mouse_moves: 128,
    });
    expect(normalisePayload({ ...event, payload: { mouse_entropy: 0.2, entropy: 0.7 } })).toEqual({
      mouse_entropy: 0.2,
    });
    expect(normalisePayload({ ...event, payload: { mouse_entropy: null } })).toEqual({});
  });
});
