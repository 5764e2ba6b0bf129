/** Where real Kafka, Redis and PostgreSQL answer. Shared by all suites of a run: take names from `uniqueName`. */
export interface RealInfrastructure {
  readonly kafkaBrokers: string[];
  readonly redisUrl: string;
  /** A database whose user may create others. */
  readonly databaseUrl: string;
}

export const nowhere: RealInfrastructure = { kafkaBrokers: [], redisUrl: '', databaseUrl: '' };

/** Connections, and how to end what was started for them. */
export interface StartedInfrastructure extends RealInfrastructure {
  stop(): Promise<void>;
}

/** Holds what the run's global set-up chose, as JSON: an environment is all that reaches Jest's workers. */
export const chosenVariable = 'BOTECT_TEST_REAL';

/** What this run was given, or null when real infrastructure is not available. With REQUIRE_REAL=1 absence throws. */
export function realInfrastructure(): RealInfrastructure | null {
  const chosen = process.env[chosenVariable];
  if (chosen) return JSON.parse(chosen);
  if (process.env['REQUIRE_REAL'] === '1') {
    throw new Error(
      'REQUIRE_REAL=1, and this run has no real infrastructure (is the suite named *.real.test.ts?)',
    );
  }
  return null;
}
