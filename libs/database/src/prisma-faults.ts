import { Problem } from '@botect/contracts';
import {
  type DriverAdapterError,
  type IsolationLevel,
  isDriverAdapterError,
  type SqlDriverAdapter,
  type SqlDriverAdapterFactory,
  type SqlQuery,
  type SqlQueryable,
  type Transaction,
} from '@prisma/driver-adapter-utils';
import { asProblem, isUnavailableState, unavailable } from './connection-faults.ts';
import { PrismaClient } from './generated/client.ts';

/**
 * A client that rejects with SERVICE_UNAVAILABLE where the database is away, exactly as `query` does. It takes both ends:
 * the adapter, the only one to see the driver's error, and the client, which wraps any error that has a code in its own.
 */
export function prismaWithProblems(factory: SqlDriverAdapterFactory): PrismaClient {
  const { provider, adapterName } = factory;
  const connect = () => translated(async () => guardAdapter(await factory.connect()));
  const client = new PrismaClient({ adapter: { provider, adapterName, connect } });
  const unwrapping = client.$extends({
    query: { $allOperations: ({ args, query }) => query(args).catch(throwOriginal) },
  });
  // The extension adds and removes no method but `$on`, which nobody uses.
  return unwrapping as unknown as PrismaClient;
}

/** The client's own: a transaction past its time, which it ended, or could not begin in time. */
const transactionState = 'P2028';

function throwOriginal(error: { code?: unknown; meta?: { problem?: Problem } }): never {
  throw error.code === transactionState ? unavailable(error) : (error.meta?.problem ?? error);
}

function guardAdapter(adapter: SqlDriverAdapter): SqlDriverAdapter {
  return Object.assign(guardQueries(adapter), {
    startTransaction: (level?: IsolationLevel) =>
      translated(async () => guardTransaction(await adapter.startTransaction(level))),
  });
}

function guardTransaction(transaction: Transaction): Transaction {
  return Object.assign(guardQueries(transaction), {
    commit: () => translated(() => transaction.commit()),
    rollback: () => translated(() => transaction.rollback()),
  });
}

/** The same object but for its queries: whatever else it can do, it keeps. */
function guardQueries<Target extends SqlQueryable>(target: Target): Target {
  return Object.assign(Object.create(target) as Target, {
    queryRaw: (query: SqlQuery) => translated(() => target.queryRaw(query)),
    executeRaw: (query: SqlQuery) => translated(() => target.executeRaw(query)),
  });
}

async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const shown =
      isDriverAdapterError(error) && speaksOfTheServer(error.cause) ? unavailable(error) : asProblem(error);
    // `meta` is what the client carries over into its own error; not enumerable, so that no log prints it twice.
    if (shown instanceof Problem) Object.defineProperty(shown, 'meta', { value: { problem: shown } });
    throw shown;
  }
}

/** The adapter keeps the SQLSTATE where there was one and has its own words for what happened to the socket. */
function speaksOfTheServer({ kind, originalCode }: DriverAdapterError['cause']): boolean {
  if (originalCode !== undefined) return isUnavailableState(originalCode);
  return kind === 'DatabaseNotReachable' || kind === 'ConnectionClosed' || kind === 'SocketTimeout';
}
