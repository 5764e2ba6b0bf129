/** How a process ends, for whoever looks at it afterwards: docs/operations/configuration.md. */
export const exitCodes = {
  /** Told to stop, and everything was finished. */
  stopped: 0,
  /** It could not start, met an error nobody caught, or was told twice to stop. */
  failed: 1,
  /** Told to stop, and a part was not finished: sysexits.h calls it a temporary failure. */
  unfinished: 75,
} as const;
