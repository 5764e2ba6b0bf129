import { expect, test } from '@jest/globals';
import { policyOf } from './policy.fixture.ts';
import type { ProjectPolicy } from './policy.ts';
import { policyMemory } from './policy-memory.ts';

const keyOf = (projectId: number, decided: Partial<ProjectPolicy> = {}) =>
  ({
    kind: 'site',
    keyId: 'key',
    expiresAtMs: null,
    policy: policyOf(projectId, decided),
    loadedAt: 1,
    checkAt: 2,
  }) as const;

test('a project that is dropped takes all its keys along and no other', () => {
  const memory = policyMemory(10);
  memory.put('a', keyOf(1));
  memory.put('b', keyOf(1));
  memory.put('c', keyOf(2));
  memory.dropProject(1);
  expect([memory.get('a'), memory.get('b')]).toEqual([undefined, undefined]);
  expect(memory.get('c')).toMatchObject(keyOf(2));
});

test('the index by project forgets what the memory forgets', () => {
  const memory = policyMemory(10);
  memory.put('a', keyOf(1));
  memory.put('a', keyOf(2));
  memory.dropProject(1);
  expect(memory.get('a')).toMatchObject(keyOf(2));
});

test('keys with many rules push out the one used least recently before there are too many keys', () => {
  const memory = policyMemory(10);
  const rule = {
    id: 1,
    name: 'r',
    action: 'log',
    matches: () => false,
    isShadow: false,
    expiresAtMs: null,
  } as const;
  const rules = Array.from({ length: 20_000 }, () => rule);
  for (const digest of ['a', 'b', 'c']) memory.put(digest, keyOf(1, { rules }));
  expect(['a', 'b', 'c'].map((digest) => memory.get(digest) !== undefined)).toEqual([false, true, true]);
});

test('what is doubted is kept, until it is put there anew', () => {
  const memory = policyMemory(10);
  for (const digest of ['a', 'b']) memory.put(digest, keyOf(1));
  memory.doubtAll();
  memory.put('b', keyOf(1));
  expect([memory.get('a')?.doubted, memory.get('b')?.doubted]).toEqual([true, false]);
});
