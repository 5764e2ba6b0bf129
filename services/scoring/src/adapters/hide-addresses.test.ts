import type { Database } from '@botect/database';
import { embeddedDatabase } from '@botect/testkit';
import { afterAll, beforeAll } from '@jest/globals';
import { hideAddressesContract } from './hide-addresses.contract.ts';

let database: Database;
beforeAll(async () => {
  database = await embeddedDatabase();
}, 180_000);
afterAll(() => database.close());

hideAddressesContract(() => database);
