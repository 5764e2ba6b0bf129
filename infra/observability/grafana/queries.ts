/** Routes as the label `http_route` names them. */
export const routes = {
  verdict: 'http_route="/v1/sessions/:session_token/verdict"',
  ingest: 'http_route=~"/v1/events|/v1/server/.+|/v1/sessions/:session_token/logged-in"',
  control: 'http_route!~"|/v1/events|/v1/server/.+|/v1/sessions/:session_token/.+|/v1/sdk.+"',
} as const;

interface Of {
  /** Labels to keep. */
  readonly by?: string;
  /** Label matchers. */
  readonly where?: string;
}

/** How often a counter goes up, per second. */
export function rate(counter: string, { by, where = '' }: Of = {}): string {
  const matchers = where && `{${where}}`;
  return `sum${by ? ` by (${by})` : ''} (rate(${counter}${matchers}[$__rate_interval]))`;
}

/** The measurement below which so great a share of those of a histogram lie. */
export function quantile(share: number, histogram: string, { by, where }: Of = {}): string {
  const buckets = rate(`${histogram}_bucket`, { by: by ? `${by}, le` : 'le', ...(where && { where }) });
  return `histogram_quantile(${share}, ${buckets})`;
}

/** Median, 95th and 99th percentile. */
export function quantiles(histogram: string, of: Of = {}): Record<string, string> {
  return {
    median: quantile(0.5, histogram, of),
    p95: quantile(0.95, histogram, of),
    p99: quantile(0.99, histogram, of),
  };
}
