import { stdSerializers } from 'pino';

/**
 * What the log tells of an error: a list of what may be told, because clients hang the rest on their errors: the command with
 * its arguments, a password among them, the row that was refused, the parameters of a statement.
 */
const told = [
  ...['type', 'message', 'stack', 'code', 'errno', 'syscall', 'address', 'port'],
  ...['severity', 'schema', 'table', 'column', 'constraint', 'routine', 'retriable', 'retryAfterSeconds'],
];

/** An error as fields of a log line; anything else as it is. Its causes are in the message and the stack. */
export function loggedError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const all = stdSerializers.err(error) as unknown as Record<string, unknown>;
  const fields = Object.fromEntries(told.filter((name) => name in all).map((name) => [name, all[name]]));
  // A connection tried at several addresses fails with an empty message and one reason for each.
  const reasons = error instanceof AggregateError ? error.errors.map(String) : undefined;
  return { ...fields, ...(reasons && { reasons }) };
}
