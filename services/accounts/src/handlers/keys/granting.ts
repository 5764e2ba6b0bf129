import { type Permission, Problem } from '@botect/contracts';
import { beyond } from '../../core/grants.ts';
import type { Caller } from '../../ports/index.ts';

/** Nobody hands on what they do not hold: FORBIDDEN, with the names of what is missing. */
export function requireHeld({ permissions: held }: Caller, wanted: readonly Permission[]): void {
  const missing = beyond(wanted, held);
  if (missing.length === 0) return;
  throw new Problem(
    'FORBIDDEN',
    `A key can be given only what this credential holds; it lacks ${missing.join(', ')}.`,
  );
}

/** … nor for longer: FORBIDDEN for a key that would outlive the one that makes it. Null is without end. */
export function requireEndBefore({ secondsLeft }: Caller, seconds: number | null): void {
  if (secondsLeft === null || (seconds !== null && seconds <= secondsLeft)) return;
  throw new Problem('FORBIDDEN', 'This key has an end, and makes no key that would outlive it.');
}

/** The person a caller speaks for. FORBIDDEN for keys that speak for none. */
export function personBehind({ user }: Caller): number {
  if (user !== null) return user.id;
  throw new Problem('FORBIDDEN', 'This key speaks for no person, and makes no other key.');
}

/** Who is written down as having acted: a person at a browser; a key is nobody, whoever made it. */
export function actingPerson({ actor, user }: Caller): number | null {
  return actor.kind === 'person' ? (user?.id ?? null) : null;
}
