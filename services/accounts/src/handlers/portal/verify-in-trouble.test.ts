import { Problem, type ProblemCode } from '@botect/contracts';
import { requestOf } from '@botect/http';
import { describe, expect, test } from '@jest/globals';
import { verifySite } from './verify.ts';

type Ports = Parameters<typeof verifySite>[0];

const body = { secret: 'sk_x', token: `sess_${'a'.repeat(48)}` };
const failing = (error: unknown) => () => Promise.reject(error);
const never = () => new Promise<never>(() => {});

/** Ports whose first question is answered as told. */
function subject(findSecret: () => Promise<never>, allowed = true) {
  const noted: unknown[] = [];
  const call = { allowed, limit: 1, remaining: 0, resetAtMs: 0, retryAfterSeconds: 1 };
  const ports = {
    findSecret,
    limits: { address: { take: async () => call } },
    noteUnverified: (error: unknown) => noted.push(error),
  } as unknown as Ports;
  return { noted, verify: () => verifySite(ports, 0)(requestOf({ method: 'POST', body })) };
}
const passed = { outcome: 'ok', body: expect.stringContaining('"verified":true,"score":0') };

describe('while something of ours is away', () => {
  test.each([
    ['a store fails', failing(new Error('gone'))],
    ['a store is too busy', failing(new Problem('SERVICE_UNAVAILABLE', 'Busy.'))],
    ['nothing answers in time', never],
  ])('visitors pass, and that is noted: %s', async (_, findSecret) => {
    const { noted, verify } = subject(findSecret);
    expect([await verify(), noted.length]).toEqual([passed, 1]);
  });
});

describe('what the caller did wrong', () => {
  test.each<ProblemCode>(['INVALID_PAYLOAD', 'FORBIDDEN', 'UNAUTHENTICATED', 'NO_ACTIVE_SUBSCRIPTION'])(
    'is told, and no reason to pass: %s',
    async (code) => {
      const { noted, verify } = subject(failing(new Problem(code, 'No.')));
      await expect(verify()).rejects.toMatchObject({ code });
      expect(noted).toEqual([]);
    },
  );

  test('too often is refused', async () => {
    const { verify } = subject(failing(new Problem('INVALID_PAYLOAD', 'No.')), false);
    await expect(verify()).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  });
});
