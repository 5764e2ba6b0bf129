import type { Closable } from '@botect/runtime';
import type { PrismaClient } from './generated/client.ts';

export interface QueryResult<Row> {
  readonly rows: readonly Row[];
  readonly rowCount: number;
}

/** Parameterised SQL: `$1` placeholders, one statement. Rejects with SERVICE_UNAVAILABLE when the database is away. */
export interface Sql {
  query<Row = Record<string, unknown>>(
    text: string,
    parameters?: readonly unknown[],
  ): Promise<QueryResult<Row>>;
}

/** A connection pool to PostgreSQL, or the embedded PGlite: the same SQL and the same Prisma client on both. */
export interface Database extends Sql, Closable {
  /** The typed client; the control plane's way in. Hot paths use `query`. */
  readonly prisma: PrismaClient;
  /** Resolves when the database answers; rejects otherwise. For readiness. */
  ping(): Promise<void>;
}
