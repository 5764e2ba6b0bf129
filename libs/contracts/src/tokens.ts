/** A session token a client may send: anything else is treated as no token at all. */
export const sessionTokenPattern = /^[A-Za-z0-9_-]{1,128}$/;

/**
 * Tokens carrying at least 18 bytes of entropy by their form: `bt_` + 24 or more URL-safe characters (collector 1.5)
 * and `sess_` + 48 hex (minted here or by a server SDK). Such a token is adopted when it is not known yet; weaker
 * ones could be guessed and are replaced. Every token ever handed out has one of these forms, so what comes from a browser
 * with a well-formed token of any other form is a first contact: no lookup is needed to tell. A site's server, which has the
 * private key, is taken at its word whatever the form.
 */
const adoptableTokenPattern = /^(?:bt_[A-Za-z0-9_-]{24,125}|sess_[0-9a-f]{48})$/;

export function isSessionToken(text: string): boolean {
  return sessionTokenPattern.test(text);
}

export function isAdoptableToken(text: string): boolean {
  return adoptableTokenPattern.test(text);
}

/** Bytes of randomness behind `sess_`, written as 48 hex digits. */
export const sessionTokenBytes = 24;

export function sessionTokenOf(bytes: Buffer): string {
  return `sess_${bytes.toString('hex')}`;
}
