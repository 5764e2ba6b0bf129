import { connectDatabase, type Database } from '@botect/database';
import { afterAll, beforeAll, describe } from '@jest/globals';
import { storedListsContract } from './stored-lists.contract.ts';

let database: Database;
beforeAll(async () => {
  database = await connectDatabase({ migrate: true });
}, 180_000);
afterAll(() => database.close());

describe('lists stored in the embedded database', () => storedListsContract(() => database));
