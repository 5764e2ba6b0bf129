import type { Database } from '@botect/database';
import { afterAll, beforeAll } from '@jest/globals';
import { auditStoreContract } from './audit-store.contract.ts';
import { credentialStoreContract } from './credential-store.contract.ts';
import { findCallerContract } from './find-caller.contract.ts';
import { firstAccountContract } from './first-account.contract.ts';
import { forgetExpiredContract } from './forget-expired.contract.ts';
import { keyStoreContract } from './key-store.contract.ts';
import { loginStoreContract } from './login-store.contract.ts';
import { peopleStoreContract } from './people-store.contract.ts';
import { portalStoresContract } from './portal-stores.contract.ts';
import { projectStoreContract } from './project-store.contract.ts';
import { recordTallyContract } from './record-tally.contract.ts';
import { ruleStoreContract } from './rule-store.contract.ts';
import { sessionReaderContract } from './session-reader.contract.ts';
import { settingsStoreContract } from './settings-store.contract.ts';
import { suggestionStoreContract } from './suggestion-store.contract.ts';
import { trafficReaderContract } from './traffic-reader.contract.ts';

/** What every port kept in a database promises, on one database: starting it is what takes time. */
export function storesContract(connect: () => Promise<Database>): void {
  let connected: Database;
  beforeAll(async () => {
    connected = await connect();
  }, 180_000);
  afterAll(() => connected.close());
  const database = () => connected;

  // First, while it is empty.
  firstAccountContract(database);
  findCallerContract(database);
  projectStoreContract(database);
  settingsStoreContract(database);
  keyStoreContract(database);
  forgetExpiredContract(database);
  ruleStoreContract(database);
  suggestionStoreContract(database);
  credentialStoreContract(database);
  peopleStoreContract(database);
  loginStoreContract(database);
  auditStoreContract(database);
  recordTallyContract(database);
  sessionReaderContract(database);
  trafficReaderContract(database);
  portalStoresContract(database);
}
