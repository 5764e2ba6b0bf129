import { instruments, type Logger, type Telemetry } from '@botect/runtime';

/** Counts what the verdict service answers. */
export interface VerdictMeter {
  /** Where what is known of the visitor was found. */
  found(where: 'cache' | 'database' | 'network_list'): void;
  unknown(): void;
  cacheFault(error: unknown): void;
  appearanceFault(error: unknown): void;
  failedOpen(error: unknown): void;
}

const outcomes = {
  cache: { source: 'cache' },
  database: { source: 'database' },
  network_list: { source: 'network_list' },
  unknown: { source: 'fail_open', reason: 'unknown_session' },
  fault: { source: 'fail_open', reason: 'fault' },
} as const;

export function verdictMeter(telemetry: Telemetry, log: Logger): VerdictMeter {
  const answers = telemetry.counter(...instruments.verdicts);
  return {
    found: (where) => answers.add(1, outcomes[where]),
    unknown: () => answers.add(1, outcomes.unknown),
    cacheFault: (error) => log.debug({ err: error }, 'the cache cannot tell; asking the database'),
    appearanceFault: (error) => log.debug({ err: error }, 'how the visitor appeared is not known in time'),
    failedOpen(error) {
      answers.add(1, outcomes.fault);
      log.debug({ err: error }, 'verdict failed open');
    },
  };
}
