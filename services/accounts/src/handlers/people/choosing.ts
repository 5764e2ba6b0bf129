import { Problem } from '@botect/contracts';
import { passwordFault } from '../../core/password-rules.ts';

/** The same words for a code that never was, was used, and is over. */
export const deadCode = () => new Problem('FORBIDDEN', 'This code does not work; ask for a new one.');

/** Throws INVALID_PAYLOAD for a password that would be guessed. */
export function refuseGuessable(password: string, email: string, path = 'password'): void {
  const fault = passwordFault(password, email);
  if (fault === null) return;
  throw new Problem('INVALID_PAYLOAD', 'The request body is not valid.', {
    faults: [{ path, message: fault }],
  });
}
