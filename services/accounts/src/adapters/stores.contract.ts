import type { Database } from '@botect/database';
import { afterAll, beforeAll } from '@jest/globals';
import { findCallerContract } from './find-caller.contract.ts';
import { firstAccountContract } from './first-account.contract.ts';
import { keyStoreContract } from './key-store.contract.ts';
import { projectStoreContract } from './project-store.contract.ts';
import { settingsStoreContract } from './settings-store.contract.ts';

/** What every port kept in a database promises, on one database: starting it is what takes time. */
export function storesContract(connect: () => Promise<Database>): void {
  let connected: Database;
  beforeAll(async () => {
    connected = await connect();
  }, 60_000);
  afterAll(() => connected.close());
  const database = () => connected;

  // First, while it is empty.
  firstAccountContract(database);
  findCallerContract(database);
  projectStoreContract(database);
  settingsStoreContract(database);
  keyStoreContract(database);
}
