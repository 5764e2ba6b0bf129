import { connectDatabase, type Database } from '@botect/database';
import { afterAll, beforeAll } from '@jest/globals';
import { forgetIdleContract } from './forget-idle.contract.ts';

let database: Database;
beforeAll(async () => {
  database = await connectDatabase({ migrate: true });
}, 180_000);
afterAll(() => database.close());

forgetIdleContract(() => database);
