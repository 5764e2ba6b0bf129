import type { Database } from '@botect/database';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findAppearanceInPostgres } from './find-appearance.postgres.ts';

/** What finding an appearance promises. `connect` answers a migrated database and one of the verdict's own role. */
export function findAppearanceContract(
  title: string,
  connect: () => Promise<{ readonly owner: Database; readonly reader: Database }>,
): void {
  describe(title, () => {
    let owner: Database;
    let reader: Database;
    beforeAll(async () => {
      ({ owner, reader } = await connect());
    });
    afterAll(() => Promise.all([owner.close(), reader.close()]));

    const seen = (token: string, ...appearance: (string | null)[]) =>
      owner.query(
        `insert into scoring.sessions (project_id, token, account_id, revision, score, ip, country, ua)
           values (1, $1, 1, 1, 0, $2, $3, $4)`,
        [token, ...appearance],
      );

    test('what the session showed last, and null for what it did not', async () => {
      await seen('a', '192.0.2.1', null, 'curl');
      expect(await findAppearanceInPostgres(reader)(1, 'a')).toEqual({
        ip: '192.0.2.1',
        country: null,
        ua: 'curl',
      });
    });

    test('a session of another project is none', async () => {
      await seen('b', '192.0.2.1', 'DE', 'curl');
      expect(await findAppearanceInPostgres(reader)(2, 'b')).toBeNull();
    });
  });
}
