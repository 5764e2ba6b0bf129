import { connectDatabase, type Database } from '@botect/database';
import { silentLog as log } from '@botect/runtime';
import { afterAll, beforeAll } from '@jest/globals';
import { busContract } from './bus.contract.ts';

let sql: Database;
beforeAll(async () => {
  sql = await connectDatabase();
}, 180_000);
afterAll(() => sql.close());

busContract('embedded bus', async () => ({ sql, log }));
