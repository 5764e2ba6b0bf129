/** What the SDK looks at in a request, whichever framework received it. */
export interface VisitRequest {
  /** As sent, upper case. */
  readonly method: string;
  /** Path without query and fragment. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Path and query, as received. */
  readonly target: string;
  /** The framework's template of the route (`/members/:id`), where it tells it. */
  readonly route: string | null;
  /** The value of a header by its lower-case name, several joined by `, `; null when absent. */
  header(name: string): string | null;
  /** Names as received, in order; where the framework sorts them, that order is lost. */
  readonly headerNames: readonly string[];
  /** The other end of the connection; null where the framework does not tell it. */
  readonly remoteAddress: string | null;
  readonly encrypted: boolean;
  /** The framework's own request. */
  readonly raw: unknown;
}
