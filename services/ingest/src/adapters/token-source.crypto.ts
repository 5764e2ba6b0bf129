import { createHmac, randomBytes } from 'node:crypto';
import { sessionTokenBytes, sessionTokenOf } from '@botect/contracts';
import type { TokenSource } from '../ports.ts';

/** Derived tokens are an HMAC under a secret of the project: nobody outside can foresee one. */
export const cryptoTokenSource: TokenSource = {
  mint: () => sessionTokenOf(randomBytes(sessionTokenBytes)),
  derive: (sessionSeed, idempotencyKey) =>
    sessionTokenOf(
      createHmac('sha256', sessionSeed)
        .update(`first-contact ${idempotencyKey}`)
        .digest()
        .subarray(0, sessionTokenBytes),
    ),
};
