import { isNativeError } from 'node:util/types';
import { Problem } from '@botect/contracts';

/**
 * SQLSTATEs that end a connection's use: connection exceptions (08), insufficient resources (53), shutdown and start-up (57P),
 * and a primary that became a read-only replica (25006): connecting anew finds the new primary.
 */
const connectionStates = /^(08...|53...|57P0.|25006)$/;

/** A statement cut off by its timeout: the server is slow, the connection as good as before. */
const canceledState = '57014';

const socketCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** The drivers' own errors carry no code, only these words. */
const driverMessages =
  /^(Connection terminated|timeout e|Query read timeout|Client (has encountered|was closed)|Cannot use a pool after|PGlite is clos)/;

/** True where the connection is lost or useless, whatever the statement was. */
export function isConnectionFault(error: unknown): boolean {
  // Not instanceof: an error of Node's own comes from another realm under Jest.
  if (!isNativeError(error)) return false;
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  if (typeof code !== 'string') return driverMessages.test(error.message);
  // A missing unix socket is ENOENT or EACCES, known as ours by the system call alone.
  return connectionStates.test(code) || socketCodes.has(code) || syscall === 'connect';
}

/** True for a SQLSTATE after which the same statement may succeed later. */
export function isUnavailableState(sqlState: unknown): boolean {
  return typeof sqlState === 'string' && (connectionStates.test(sqlState) || sqlState === canceledState);
}

/** The error to show instead: SERVICE_UNAVAILABLE where trying again later may help, anything else unchanged. */
export function asProblem(error: unknown): unknown {
  const state = (error as { code?: unknown } | null)?.code;
  return isConnectionFault(error) || isUnavailableState(state) ? unavailable(error) : error;
}

export function unavailable(cause: unknown): Problem {
  return new Problem('SERVICE_UNAVAILABLE', 'The database does not answer; try again shortly.', { cause });
}
