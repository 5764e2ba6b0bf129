import type { Database } from '@botect/database';
import { embeddedDatabase } from '@botect/testkit';
import { afterAll, beforeAll } from '@jest/globals';
import { forgetErasedContract } from './forget-erased.contract.ts';

let database: Database;
beforeAll(async () => {
  database = await embeddedDatabase();
}, 180_000);
afterAll(() => database.close());

forgetErasedContract(() => database);
