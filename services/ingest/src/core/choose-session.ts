/** How a batch gets its session: the token it came with, one derived from its idempotency key, or a fresh one. */
export type SessionChoice =
  | { readonly kind: 'use'; readonly token: string }
  | { readonly kind: 'derive'; readonly idempotencyKey: string }
  | { readonly kind: 'mint' };

export interface Contact {
  readonly sessionToken: string | null;
  /** Whether the token's form carries enough entropy to be taken at its word. */
  readonly adoptable: boolean;
  readonly idempotencyKey: string | null;
}

/**
 * A token of strong form is the session, known or new: sessions are kept per project, so it can only ever name one of
 * the sender's own. Any other token is no token. The idempotency key is asked only then: a first contact that is
 * retried lands in the same session.
 */
export function chooseSession({ sessionToken, adoptable, idempotencyKey }: Contact): SessionChoice {
  if (sessionToken !== null && adoptable) return { kind: 'use', token: sessionToken };
  return idempotencyKey === null ? { kind: 'mint' } : { kind: 'derive', idempotencyKey };
}
