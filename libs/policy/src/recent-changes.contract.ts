import type { Database } from '@botect/database';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { lookBackMs, recentChangesPostgres } from './recent-changes.postgres.ts';

/** What looking at the notes promises. `connect` answers a migrated database and one of the role that looks. */
export function recentChangesContract(
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

    const note = (projectId: number, agoMs = 0) =>
      owner.query(
        `insert into accounts.policy_changes (project_id, at)
           values ($1, clock_timestamp() - make_interval(secs => $2::float8))`,
        [projectId, agoMs / 1_000],
      );
    const look = (sinceMs: number | null = null) => recentChangesPostgres(reader)(sinceMs);
    const seen = async (sinceMs: number | null = null) =>
      (await look(sinceMs)).notes.map(({ projectId }) => projectId);

    test('a note is seen once it is there, under an id of its own', async () => {
      await note(1);
      await note(1);
      const { notes } = await look();
      expect(notes.map(({ projectId }) => projectId)).toEqual([1, 1]);
      expect(new Set(notes.map(({ id }) => id)).size).toBe(2);
      for (const { id } of notes) expect(Number.isSafeInteger(id)).toBe(true);
    });

    test('those of the last moment are seen, no older ones', async () => {
      await note(2, lookBackMs / 2);
      await note(3, lookBackMs + 1);
      expect(await seen()).toContain(2);
      expect(await seen()).not.toContain(3);
    });

    test('since an earlier look, and a moment before it', async () => {
      const { atMs } = await look();
      await note(5, 600_000 + lookBackMs / 2);
      await note(6, 600_000 + 2 * lookBackMs);
      const found = await seen(atMs - 600_000);
      expect(found).toContain(5);
      expect(found).not.toContain(6);
    });

    test('two looks are on one clock and at one server', async () => {
      const [first, second] = [await look(), await look()];
      expect(second.atMs).toBeGreaterThanOrEqual(first.atMs);
      expect(second.server).toBe(first.server);
    });

    test('an id beyond 32 bits is still told from its neighbour', async () => {
      await owner.query("select setval('accounts.policy_changes_id_seq', 5000000000)");
      await note(4);
      await note(4);
      const ids = (await look()).notes.map(({ id }) => id);
      expect(ids).toEqual(expect.arrayContaining([5_000_000_001, 5_000_000_002]));
    });
  });
}
