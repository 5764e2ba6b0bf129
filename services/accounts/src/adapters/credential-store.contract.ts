import { randomUUID } from 'node:crypto';
import type { Database } from '@botect/database';
import { hashKey } from '@botect/policy';
import { silentLog } from '@botect/runtime';
import { describe, expect, test } from '@jest/globals';
import type { CredentialKind, CredentialOwner } from '../core/credential.ts';
import { buildAccount } from './account-builder.fixture.ts';
import { prismaCredentialStore } from './credential-store.prisma.ts';
import { postgresFindCaller } from './find-caller.postgres.ts';

const kinds: readonly CredentialKind[] = ['account', 'workspace', 'project'];
let made = 0;

export function credentialStoreContract(database: () => Database): void {
  const store = () => prismaCredentialStore(database().prisma);
  const caller = (key: string) => postgresFindCaller(database(), silentLog)(key);
  const ownerOf = async (kind: CredentialKind) => {
    const { accountId, projectId, userId } = await buildAccount(database());
    const owner: CredentialOwner = { accountId, kind, ...(kind === 'project' && { projectId }) };
    return { owner, userId, projectId };
  };
  const newKey = () => {
    made += 1;
    return { key: `key-number-${made}`, label: 'ci', createdBy: null };
  };
  const lifetime = ({ created_at, expires_at }: { created_at: string; expires_at: string | null }) =>
    expires_at === null ? null : Date.parse(expires_at) - Date.parse(created_at);

  describe('a credential store', () => {
    test.each(kinds)('gives back the %s key it was given, and never its text', async (kind) => {
      const { owner, userId } = await ownerOf(kind);
      const { key, ...rest } = newKey();
      const credential = await store().create(owner, { key, ...rest, userId, createdBy: userId });
      expect(credential).toEqual({
        id: expect.any(String),
        label: 'ci',
        permissions: null,
        last_four: key.slice(-4),
        user_id: userId,
        created_at: new Date(credential.created_at).toISOString(),
        created_by: userId,
        updated_at: credential.created_at,
        updated_by: null,
        revoked_at: null,
        revoked_by: null,
        expires_at: null,
        last_used_at: null,
      });
      expect(await store().find(owner, credential.id)).toEqual(credential);
      const { keyHash } = await database().prisma.key.findUniqueOrThrow({ where: { id: credential.id } });
      expect(Buffer.from(keyHash)).toEqual(hashKey(key));
    });

    test('a key with a set may do no more, one with an end lives that long by the database’s clock', async () => {
      const { owner, userId } = await ownerOf('account');
      const { key, ...rest } = newKey();
      const scope = { permissions: ['getRules', 'getSite'] as const, expiresInSeconds: 90 };
      const credential = await store().create(owner, { key, ...rest, userId, ...scope });
      expect([credential.permissions, lifetime(credential)]).toEqual([scope.permissions, 90_000]);
      expect((await caller(key))?.permissions).toEqual(new Set(scope.permissions));
    });

    test.each(kinds)('finds and lists the %s keys of their owner alone, the oldest first', async (kind) => {
      const [ours, theirs] = [await ownerOf(kind), await ownerOf(kind)];
      const otherKind = { ...ours.owner, kind: kind === 'account' ? 'workspace' : 'account' } as const;
      const keys = [await store().create(ours.owner, newKey()), await store().create(ours.owner, newKey())];
      const listed = (await store().list(ours.owner, 'all')).filter(({ label }) => label === 'ci');
      expect(listed).toEqual(keys);
      const id = keys[0]?.id ?? '';
      const elsewhere = [theirs.owner, otherKind].map((owner) => store().find(owner, id));
      expect(await Promise.all([...elsewhere, store().find(ours.owner, randomUUID())])).toEqual([
        null,
        null,
        null,
      ]);
    });

    test('a revoked key speaks for nobody, stays in the list of all, and its first revocation stands', async () => {
      const { owner, userId } = await ownerOf('workspace');
      const { key, ...rest } = newKey();
      const { id } = await store().create(owner, { key, ...rest });
      expect(await caller(key)).not.toBeNull();
      const revoked = await store().revoke(id, userId);
      expect(revoked).toMatchObject({ revoked_at: expect.any(String), revoked_by: userId });
      expect([await caller(key), await store().revoke(id, null)]).toEqual([null, revoked]);
      expect(await store().list(owner, 'unrevoked')).toEqual([]);
      expect(await store().list(owner, 'all')).toEqual([revoked]);
    });

    test('what is named changes, and who did it is kept', async () => {
      const { owner, userId } = await ownerOf('account');
      const { id, ...before } = await store().create(owner, newKey());
      const renamed = await store().change(id, { label: 'cd', updatedBy: userId });
      expect(renamed).toMatchObject({ label: 'cd', permissions: null, expires_at: null, updated_by: userId });
      const scoped = await store().change(id, { permissions: ['verify'], updatedBy: null });
      expect(scoped).toMatchObject({ label: 'cd', permissions: ['verify'], updated_by: null });
      expect(scoped).toMatchObject({ created_at: before.created_at, last_four: before.last_four });
      expect(await store().find(owner, id)).toEqual(scoped);
    });

    test('a life is shortened, never prolonged', async () => {
      const { owner } = await ownerOf('account');
      const { id } = await store().create(owner, newKey());
      const expire = (expiresInSeconds: number) => store().change(id, { expiresInSeconds, updatedBy: null });
      const [hour, day, minute] = [await expire(3_600), await expire(86_400), await expire(60)];
      expect(day).toBeNull();
      expect(Date.parse(minute?.expires_at ?? '')).toBeLessThan(Date.parse(hour?.expires_at ?? ''));
      expect(await store().find(owner, id)).toEqual(minute);
    });
  });
}
