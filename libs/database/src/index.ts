export type { ConnectOptions } from './connect-database.ts';
export { connectDatabase } from './connect-database.ts';
export type { Database, QueryResult, Sql } from './database.ts';
export type { PrismaClient } from './generated/client.ts';
export { Prisma } from './generated/client.ts';
export type { MigrationTarget } from './migrate.ts';
export { migrate } from './migrate.ts';
export type { DatabaseRole } from './roles.ts';
export { type ScoredSessionRow, scoredSessionColumns, scoredSessionOf } from './scored-session-row.ts';
