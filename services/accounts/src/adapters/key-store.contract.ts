import type { Database } from '@botect/database';
import { hashKey } from '@botect/policy';
import { describe, expect, test } from '@jest/globals';
import type { KeyKind, Keys, Ports } from '../ports/index.ts';
import { buildAccount } from './account-builder.fixture.ts';
import { prismaTransact } from './stores.prisma.ts';

const nowMs = Date.UTC(2026, 5, 14, 10);
const keysOf = (projectId: number, round = 0) => ({
  site: `pk_${projectId}_${round}_site`,
  private: `sk_${projectId}_${round}_priv`,
});

export function keyStoreContract(database: () => Database): void {
  const transact: Ports['transact'] = (work) => prismaTransact(database().prisma, () => nowMs)(work);
  const enable = (projectId: number, keys: Keys) =>
    transact(({ keys: store }) => store.enable(projectId, keys));
  const rotate = (projectId: number, kind: KeyKind, key: string, graceSeconds = 0) =>
    transact(({ keys: store }) => store.rotate(projectId, { kind, key, graceSeconds }));
  const list = (projectId: number) => transact(({ keys: store }) => store.list(projectId));
  const rows = (projectId: number) =>
    database().prisma.key.findMany({
      where: { projectId },
      orderBy: [{ createdAt: 'asc' }, { kind: 'desc' }],
    });
  const liveHashes = async (projectId: number, kind: KeyKind) =>
    (await rows(projectId))
      .filter((row) => row.kind === kind && row.revokedAt === null)
      .map(({ keyHash }) => Buffer.from(keyHash));
  const addEnded = async (projectId: number, place: number, kind: KeyKind) => {
    const { accountId } = await database().prisma.project.findUniqueOrThrow({ where: { id: projectId } });
    const keyHash = new Uint8Array(hashKey(`ended-${projectId}-${place}`));
    const times = {
      createdAt: new Date(Date.UTC(2020, 0, place)),
      revokedAt: new Date(Date.UTC(2020, 1, place)),
    };
    const data = { accountId, projectId, kind, label: 'old', keyHash, lastFour: `${place}`, ...times };
    await database().prisma.key.create({ data });
  };
  const enabledProject = async () => {
    const { projectId } = await buildAccount(database());
    await enable(projectId, keysOf(projectId));
    return projectId;
  };

  describe('a key store', () => {
    test('enabling takes the keys offered and records when', async () => {
      const { projectId } = await buildAccount(database());
      const keys = keysOf(projectId);
      expect(await enable(projectId, keys)).toEqual({ siteKey: keys.site, minted: true });
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
      await rotate(projectId, 'site', 'pk_rotated');
      expect(await enable(projectId, keysOf(projectId, 1))).toEqual({
        siteKey: 'pk_rotated',
        minted: false,
      });
      expect(await rows(projectId)).toHaveLength(3);
    });

    test('of simultaneous enables one has its keys taken, and all tell its site key', async () => {
      const { projectId } = await buildAccount(database());
      const rounds = [1, 2, 3, 4, 5, 6, 7, 8];
      const outcomes = await Promise.all(rounds.map((round) => enable(projectId, keysOf(projectId, round))));
      const winner = outcomes.findIndex(({ minted }) => minted);
      expect(outcomes.filter(({ minted }) => minted)).toHaveLength(1);
      const { site } = keysOf(projectId, rounds[winner]);
      expect(new Set(outcomes.map(({ siteKey }) => siteKey))).toEqual(new Set([site]));
      expect(await rows(projectId)).toHaveLength(2);
    });

    test('without scoring there is no key to rotate', async () => {
      const { projectId } = await buildAccount(database());
      expect(await rotate(projectId, 'private', 'sk_early')).toBe(false);
      expect(await rows(projectId)).toEqual([]);
    });

    test.each<KeyKind>(['site', 'private'])(
      'rotating the %s key revokes the old one, not the other kind',
      async (kind) => {
        const projectId = await enabledProject();
        expect(await rotate(projectId, kind, `new-${kind}-${projectId}`)).toBe(true);
        expect(await liveHashes(projectId, kind)).toEqual([hashKey(`new-${kind}-${projectId}`)]);
        const revoked = (await rows(projectId)).filter(({ revokedAt }) => revokedAt !== null);
        expect(revoked).toMatchObject([{ kind, revokedAt: expect.any(Date), expiresAt: null }]);
      },
    );

    test('in its grace the old key lives on with an end, and the next rotation ends it', async () => {
      const projectId = await enabledProject();
      await rotate(projectId, 'private', 'second', 3_600);
      const [, first] = await rows(projectId);
      expect(first).toMatchObject({ revokedAt: null, expiresAt: expect.any(Date) });
      await rotate(projectId, 'private', 'third');
      expect(await liveHashes(projectId, 'private')).toEqual([hashKey('third')]);
    });

    test('lists what works and what ended, the newest first, without its text', async () => {
      const projectId = await enabledProject();
      await rotate(projectId, 'private', `${projectId}-second`, 3_600);
      const listed = await list(projectId);
      const [newest] = listed;
      expect(newest).toEqual({
        id: expect.any(String),
        kind: 'private',
        last_four: 'cond',
        created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        expires_at: null,
        revoked_at: null,
        last_used_at: null,
      });
      const old = { last_four: 'priv', expires_at: expect.any(String), revoked_at: null };
      expect(listed.slice(1)).toMatchObject([
        { kind: 'site', last_four: 'site' },
        { kind: 'private', ...old },
      ]);
    });

    test('of each kind lists all that work and the last ten that ended', async () => {
      const projectId = await enabledProject();
      for (const place of [10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21])
        await addEnded(projectId, place, 'site');
      await addEnded(projectId, 9, 'private');
      const listed = (await list(projectId)).map(({ kind, last_four }) => `${kind} ${last_four}`);
      const ended = [21, 20, 19, 18, 17, 16, 15, 14, 13, 12].map((place) => `site ${place}`);
      expect(listed).toEqual(['private priv', 'site site', ...ended, 'private 9']);
    });

    test('a project without scoring has none to list', async () => {
      const { projectId } = await buildAccount(database());
      expect(await list(projectId)).toEqual([]);
    });

    test('after any number of simultaneous rotations one key of each kind is live', async () => {
      const projectId = await enabledProject();
      const once = (kind: KeyKind, round: number) => rotate(projectId, kind, `${kind}-${projectId}-${round}`);
      const rounds = [1, 2, 3, 4, 5, 6];
      const outcomes = await Promise.all(
        rounds.flatMap((round) => [once('site', round), once('private', round)]),
      );
      expect(outcomes).toEqual(Array(12).fill(true));
      expect(await liveHashes(projectId, 'site')).toHaveLength(1);
      expect(await liveHashes(projectId, 'private')).toHaveLength(1);
      expect(await rows(projectId)).toHaveLength(14);
    });
  });
}
