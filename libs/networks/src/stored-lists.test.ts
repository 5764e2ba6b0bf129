import type { Database } from '@botect/database';
import { embeddedDatabase } from '@botect/testkit';
import { afterAll, beforeAll, describe } from '@jest/globals';
import { storedListsContract } from './stored-lists.contract.ts';

let database: Database;
beforeAll(async () => {
  database = await embeddedDatabase();
}, 180_000);
afterAll(() => database.close());

describe('lists stored in the embedded database', () => storedListsContract(() => database));
