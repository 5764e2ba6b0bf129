import type { Sql } from '@botect/database';
import { postgresForgetErased } from './forget-erased.postgres.ts';
import { postgresForgetIdle } from './forget-idle.postgres.ts';
import { postgresHideAddresses } from './hide-addresses.postgres.ts';

/** What is done to sessions nobody has been seen in for long, and to erasures nothing can be replayed of. */
export const postgresIdleSessions = (sql: Sql) => ({
  hideAddresses: postgresHideAddresses(sql),
  forgetIdle: postgresForgetIdle(sql),
  forgetErased: postgresForgetErased(sql),
});
