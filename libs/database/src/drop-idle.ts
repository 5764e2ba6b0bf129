import type pg from 'pg';
import { isConnectionFault } from './connection-faults.ts';

/**
 * Closes the idle connections when one in use turns out dead: what broke it, a server that died or a network that forgot its
 * connections, broke them too. Otherwise each would be found out by a statement that waits for its time-out.
 */
export function dropIdleWithBroken(pool: pg.Pool): void {
  let dropping = false;
  pool.on('release', async (error: unknown) => {
    if (dropping || !(error === true || isConnectionFault(error))) return;
    dropping = true;
    const idle = Array.from({ length: pool.idleCount }, async () => (await pool.connect()).release(true));
    await Promise.allSettled(idle);
    dropping = false;
  });
}
