import type { Database } from '@botect/database';
import { hashKey } from '@botect/policy';
import { describe, expect, test } from '@jest/globals';
import type { KeyKind } from '../ports.ts';
import { buildAccount } from './account-builder.fixture.ts';
import { prismaKeyStore } from './key-store.prisma.ts';

const nowMs = Date.UTC(2026, 5, 14, 10);
const keysOf = (projectId: number, round = 0) => ({
  site: `pk_${projectId}_${round}_site`,
  private: `sk_${projectId}_${round}_priv`,
});

export function keyStoreContract(database: () => Database): void {
  const store = () => prismaKeyStore(database().prisma, () => nowMs);
  const rows = (projectId: number) =>
    database().prisma.projectKey.findMany({ where: { projectId }, orderBy: { id: 'asc' } });
  const liveHashes = async (projectId: number, kind: KeyKind) =>
    (await rows(projectId))
      .filter((row) => row.kind === kind && row.revokedAt === null)
      .map(({ keyHash }) => Buffer.from(keyHash));
  const enabledProject = async () => {
    const { projectId } = await buildAccount(database());
    await store().enable(projectId, keysOf(projectId));
    return projectId;
  };

  describe('a key store', () => {
    test('enabling takes the keys offered and records when', async () => {
      const { projectId } = await buildAccount(database());
      const keys = keysOf(projectId);
      expect(await store().enable(projectId, keys)).toEqual({ siteKey: keys.site, minted: true });
      const { enabledAt } = await database().prisma.scoringSettings.findUniqueOrThrow({
        where: { projectId },
      });
      expect(enabledAt).toEqual(new Date(nowMs));
    });

    test('of a private key the hash and last four characters are kept, of a site key the key too', async () => {
      const projectId = await enabledProject();
      const keys = keysOf(projectId);
      expect(await rows(projectId)).toMatchObject([
        {
          kind: 'site',
          keyHash: new Uint8Array(hashKey(keys.site)),
          publicKey: keys.site,
          lastFour: 'site',
          revokedAt: null,
        },
        {
          kind: 'private',
          keyHash: new Uint8Array(hashKey(keys.private)),
          publicKey: null,
          lastFour: 'priv',
          revokedAt: null,
        },
      ]);
    });

    test('enabling again takes nothing and tells the live site key', async () => {
      const projectId = await enabledProject();
      await store().rotate(projectId, 'site', 'pk_rotated');
      expect(await store().enable(projectId, keysOf(projectId, 1))).toEqual({
        siteKey: 'pk_rotated',
        minted: false,
      });
      expect(await rows(projectId)).toHaveLength(3);
    });

    test('of simultaneous enables one has its keys taken, and all tell its site key', async () => {
      const { projectId } = await buildAccount(database());
      const rounds = [1, 2, 3, 4, 5, 6, 7, 8];
      const outcomes = await Promise.all(
        rounds.map((round) => store().enable(projectId, keysOf(projectId, round))),
      );
      const winner = outcomes.findIndex(({ minted }) => minted);
      expect(outcomes.filter(({ minted }) => minted)).toHaveLength(1);
      const { site } = keysOf(projectId, rounds[winner]);
      expect(new Set(outcomes.map(({ siteKey }) => siteKey))).toEqual(new Set([site]));
      expect(await rows(projectId)).toHaveLength(2);
    });

    test('without scoring there is no key to rotate', async () => {
      const { projectId } = await buildAccount(database());
      expect(await store().rotate(projectId, 'private', 'sk_early')).toBe(false);
      expect(await rows(projectId)).toEqual([]);
    });

    test.each<KeyKind>(['site', 'private'])(
      'rotating the %s key revokes the old one, not the other kind',
      async (kind) => {
        const projectId = await enabledProject();
        expect(await store().rotate(projectId, kind, `new-${kind}-${projectId}`)).toBe(true);
        expect(await liveHashes(projectId, kind)).toEqual([hashKey(`new-${kind}-${projectId}`)]);
        const revoked = (await rows(projectId)).filter(({ revokedAt }) => revokedAt !== null);
        expect(revoked).toMatchObject([{ kind, revokedAt: new Date(nowMs) }]);
      },
    );

    test('after any number of simultaneous rotations one key of each kind is live', async () => {
      const projectId = await enabledProject();
      const rotate = (kind: KeyKind, round: number) =>
        store().rotate(projectId, kind, `${kind}-${projectId}-${round}`);
      const rounds = [1, 2, 3, 4, 5, 6];
      const outcomes = await Promise.all(
        rounds.flatMap((round) => [rotate('site', round), rotate('private', round)]),
      );
      expect(outcomes).toEqual(Array(12).fill(true));
      expect(await liveHashes(projectId, 'site')).toHaveLength(1);
      expect(await liveHashes(projectId, 'private')).toHaveLength(1);
      expect(await rows(projectId)).toHaveLength(14);
    });
  });
}
