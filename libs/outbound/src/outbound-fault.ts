/** Why nothing came back. Never says more of the network than this word: what is asked for was a stranger's choice. */
export type OutboundReason =
  /** Not https, a port that is not allowed, credentials in it, or no URL. */
  | 'url_refused'
  /** The name stands for an address that is not public. */
  | 'address_refused'
  /** As many requests as may be under way at once are. */
  | 'busy'
  | 'timed_out'
  | 'body_too_large'
  /** No such name, no connection, no trust in its certificate, or no HTTP. */
  | 'unreachable';

export class OutboundFault extends Error {
  readonly reason: OutboundReason;

  constructor(reason: OutboundReason, options?: ErrorOptions) {
    super(`outbound request: ${reason}`, options);
    this.name = 'OutboundFault';
    this.reason = reason;
  }
}
