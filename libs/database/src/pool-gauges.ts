import { instruments, type Telemetry } from '@botect/runtime';
import type pg from 'pg';

const pool = { 'db.client.connection.pool.name': 'postgresql' };
const used = { ...pool, 'db.client.connection.state': 'used' };
const idle = { ...pool, 'db.client.connection.state': 'idle' };

export function observePool(telemetry: Telemetry, of: pg.Pool): void {
  telemetry.gauge(...instruments.dbConnections, () => [
    [of.totalCount - of.idleCount, used],
    [of.idleCount, idle],
  ]);
  telemetry.gauge(...instruments.dbConnectionsMax, () => [[of.options.max, pool]]);
  telemetry.gauge(...instruments.dbPendingRequests, () => [[waiting(of), pool]]);
}

/**
 * The pool queues even whom it hands an idle connection a tick later. Collecting asks the database how it is, so that this
 * one would stand in every reading.
 */
function waiting({ waitingCount, idleCount }: pg.Pool): number {
  return Math.max(0, waitingCount - idleCount);
}
