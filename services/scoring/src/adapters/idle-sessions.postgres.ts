import type { Sql } from '@botect/database';
import { postgresForgetIdle } from './forget-idle.postgres.ts';
import { postgresHideAddresses } from './hide-addresses.postgres.ts';

/** What is done to sessions nobody has been seen in for long. */
export const postgresIdleSessions = (sql: Sql) => ({
  hideAddresses: postgresHideAddresses(sql),
  forgetIdle: postgresForgetIdle(sql),
});
