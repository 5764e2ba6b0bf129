/** A visitor's request as far as its signature may cover it. Header values as received, `''` for none. */
export interface SignedRequest {
  /** Names this very request: seen again, it is no replay. */
  readonly id: string;
  /** When it was made, milliseconds since 1970. */
  readonly atMs: number;
  /** Host, and port unless it is the scheme's own. */
  readonly authority: string;
  readonly signature: string;
  readonly signatureInput: string;
  readonly signatureAgent: string;
  /** Null when the site did not say: a signature that covers it cannot be judged then. */
  readonly method: string | null;
  /** With the query; null likewise. */
  readonly path: string | null;
}

/** Why a signature is `invalid` or `unverified`: for logs and tests, never for the sender. */
export type AgentReason =
  | 'unreadable'
  | 'parameters'
  | 'lifetime'
  | 'expired'
  | 'future'
  | 'authority_not_covered'
  | 'agent_not_covered'
  | 'agent_unreadable'
  | 'agent_not_https'
  | 'example_key'
  | 'key_out_of_date'
  | 'signature'
  | 'replayed'
  | 'unsigned'
  | 'agent_absent'
  | 'agent_elsewhere'
  | 'agent_not_admitted'
  | 'unsupported'
  | 'component_unknown'
  | 'directory_unreachable'
  | 'key_unknown';

/**
 * Three outcomes, never two: `verified`, the holder of a key that this directory publishes signed the request; `invalid`,
 * the signature contradicts itself, its time or its key; `unverified`, nothing was learnt, as with most requests.
 */
export type AgentVerdict =
  | { readonly outcome: 'verified'; readonly directory: string; readonly keyId: string }
  | { readonly outcome: 'invalid' | 'unverified'; readonly reason: AgentReason };

export type Doubt = Exclude<AgentVerdict, { outcome: 'verified' }>;

export const invalid = (reason: AgentReason): Doubt => ({ outcome: 'invalid', reason });
export const unverified = (reason: AgentReason): Doubt => ({ outcome: 'unverified', reason });
export const isDoubt = (answer: object): answer is Doubt => 'outcome' in answer;
