import type { Database } from '@botect/database';
import { silentLog as log } from '@botect/runtime';
import { embeddedDatabase } from '@botect/testkit';
import { afterAll, beforeAll } from '@jest/globals';
import { busContract } from './bus.contract.ts';

let sql: Database;
beforeAll(async () => {
  sql = await embeddedDatabase();
}, 180_000);
afterAll(() => sql.close());

busContract('embedded bus', async () => ({ sql, log }));
