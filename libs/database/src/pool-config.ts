import { StartupFault } from '@botect/runtime';
import type { PoolConfig } from 'pg';
import { type DatabaseRole, roleName } from './roles.ts';
import { postgresParsers } from './value-parsers.ts';

export interface PoolOptions {
  readonly url: string;
  readonly role?: DatabaseRole | undefined;
  readonly poolMax?: number | undefined;
  readonly statementTimeoutMs?: number | undefined;
}

const connectTimeoutMs = 2_000;
/** What the server may be late with its own timeout before we hang up: a stalled server never cancels anything. */
const hangUpGraceMs = 1_000;

export function poolConfig({
  url,
  role,
  poolMax = 10,
  statementTimeoutMs = 10_000,
}: PoolOptions): PoolConfig {
  return {
    connectionString: withSession(url, role),
    max: poolMax,
    connectionTimeoutMillis: connectTimeoutMs,
    idleTimeoutMillis: 30_000,
    statement_timeout: statementTimeoutMs,
    query_timeout: statementTimeoutMs + hangUpGraceMs,
    keepAlive: true,
    application_name: role ? roleName(role) : 'botect',
    types: postgresParsers,
  };
}

/**
 * The url with our session settings in its `options`, beside whatever the operator put there. The role is taken at
 * connection time, so no statement can run before it; UTC because Prisma's adapter sends and reads times without their offset.
 */
function withSession(url: string, role: DatabaseRole | undefined): string {
  const parsed = URL.parse(url);
  // The text itself is not repeated: it usually holds a password.
  if (!parsed || !/^postgres(ql)?:$/.test(parsed.protocol)) {
    throw new StartupFault('The database url must look like postgres://user:password@host:5432/name.');
  }
  const session = ['-c TimeZone=UTC', ...(role ? [`-c role=${roleName(role)}`] : [])];
  const options = [parsed.searchParams.get('options') ?? '', ...session].join(' ').trim();
  // Encoded by hand: URLSearchParams would write spaces as "+", which the driver takes literally.
  parsed.searchParams.delete('options');
  return `${parsed.href}${parsed.search ? '&' : '?'}options=${encodeURIComponent(options)}`;
}
