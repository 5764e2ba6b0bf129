/** How long a connection may take for what, in milliseconds, under Node's names. Whatever stands in front has to agree with it. */
export const connectionTimes = {
  // Longer than the 60 s after which common balancers drop idle connections: who closes second sees no reset.
  keepAliveTimeout: 65_000,
  headersTimeout: 10_000,
  requestTimeout: 60_000,
} as const;
