import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeScoredSession, encodeScoredSession, type ScoredSession } from './scored-session.ts';

const nullable = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null });
const anySession: fc.Arbitrary<ScoredSession> = fc.record({
  score: fc.integer({ min: 0, max: 99 }),
  detectionIds: fc.array(fc.integer({ min: 1, max: 65_535 }), { maxLength: 20 }),
  verifiedCategory: nullable(fc.constantFrom('Search', 'AI Crawler')),
  jsPassed: nullable(fc.boolean()),
  loggedIn: nullable(fc.boolean()),
  behavioral: fc.record({
    mouseEntropy: nullable(fc.integer({ min: 0, max: 10_000 }).map((units) => units / 10_000)),
    scrollVelocity: nullable(fc.integer({ min: 0, max: 100_000_000 }).map((units) => units / 100)),
    visibilityChanges: nullable(fc.integer({ min: 0, max: 65_535 })),
    firstInputDelayMs: nullable(fc.integer({ min: 0, max: 86_400_000 })),
    timeToFirstInputMs: nullable(fc.integer({ min: 0, max: 86_400_000 })),
  }),
});

describe('a packed scored session', () => {
  test('reads back as it was written', () => {
    fc.assert(
      fc.property(anySession, (session) => {
        expect(decodeScoredSession(encodeScoredSession(session))).toEqual(session);
      }),
      { seed: 7 },
    );
  });

  test('takes at most 22 bytes for a session with one detection, so that Redis keeps it in 150', () => {
    const behavioral = {
      mouseEntropy: 0.5,
      scrollVelocity: 1,
      visibilityChanges: 1,
      firstInputDelayMs: 1,
      timeToFirstInputMs: 1,
    };
    const said = { verifiedCategory: null, jsPassed: true, loggedIn: true };
    const session = { score: 9, detectionIds: [3002], ...said, behavioral };
    expect(encodeScoredSession(session).length).toBeLessThanOrEqual(22);
  });

  test('of an unknown format reads as unknown', () => {
    expect(decodeScoredSession(Buffer.from([9, 1, 1, 1, 1]))).toBeNull();
    expect(decodeScoredSession(Buffer.alloc(0))).toBeNull();
    expect(decodeScoredSession(Buffer.from([0x31, 1, 0, 0]))).toBeNull();
  });

  test.each([
    [null, 0x01],
    [true, 0x11],
    [false, 0x21],
  ])(
    'costs nothing more for a login of %s, and is no version 1 to a reader that knows none',
    (loggedIn, first) => {
      const bytes = Buffer.from([first, 12, 0, 0]);
      const session = decodeScoredSession(bytes);
      expect(session).toMatchObject({ score: 12, loggedIn });
      expect(session && encodeScoredSession(session)).toEqual(bytes);
    },
  );

  test('the bytes written by version 1 still read the same', () => {
    expect(decodeScoredSession(Buffer.from('010c5700071200009745000100001d4c07d10bba', 'hex'))).toEqual({
      score: 12,
      detectionIds: [2001, 3002],
      verifiedCategory: null,
      jsPassed: false,
      loggedIn: null,
      behavioral: {
        mouseEntropy: 0.181,
        scrollVelocity: 387.25,
        visibilityChanges: 1,
        firstInputDelayMs: null,
        timeToFirstInputMs: 7500,
      },
    });
  });
});
