/** What the image can run: the word its container is started with, and the file from the root of the repository. */
export const processes: Readonly<Record<string, string>> = {
  ingest: 'services/ingest/src/main.ts',
  scoring: 'services/scoring/src/main.ts',
  verdict: 'services/verdict/src/main.ts',
  accounts: 'services/accounts/src/main.ts',
  /** Everything in one process, on embedded twins of what it is not given. */
  standalone: 'standalone/src/main.ts',
  // Run to their end.
  migrate: 'libs/database/src/migrate-cli.ts',
  topics: 'standalone/src/topics.ts',
  operator: 'standalone/src/operator.ts',
  replay: 'standalone/src/replay.ts',
  secrets: 'infra/compose/write-secrets.ts',
};
