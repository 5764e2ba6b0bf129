/** Who is asking: each service acts as its own PostgreSQL role, which may write one schema at most. */
export type DatabaseRole = 'ingest' | 'scoring' | 'verdict' | 'accounts';

/** The role's name inside PostgreSQL; the first migration creates it. */
export function roleName(role: DatabaseRole): string {
  return `botect_${role}`;
}
