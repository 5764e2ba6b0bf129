import { connectCache } from '@botect/cache';
import { embeddedDatabase } from '@botect/testkit';
import { afterAll, beforeAll } from '@jest/globals';
import type { ScoringStores } from './scoring-harness.fixture.ts';

/** An embedded database and cache of the suite's own, from its first test to its last. */
export function embeddedStores(): () => ScoringStores {
  let stores: ScoringStores;
  beforeAll(async () => {
    const database = await embeddedDatabase();
    stores = { database, cache: await connectCache({ embedded: true }) };
  }, 180_000);
  afterAll(() => stores.database.close());
  return () => stores;
}
