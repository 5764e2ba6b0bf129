const pattern = /^[A-Za-z0-9_-]{1,128}$/;

/** Whether the text may name a session. Anything else never reaches the API. */
export function isSessionToken(value: unknown): value is string {
  return typeof value === 'string' && pattern.test(value);
}

/** A new session in the form the server adopts: `sess_` and 48 hex characters. */
export function mintSessionToken(randomHex: (bytes: number) => string): string {
  return `sess_${randomHex(24)}`;
}
