import { expect, test } from '@jest/globals';
import { policyOf } from './policy.fixture.ts';
import { policyMemory } from './policy-memory.ts';

const keyOf = (projectId: number) =>
  ({
    kind: 'site',
    keyId: 'key',
    expiresAtMs: null,
    policy: policyOf(projectId),
    loadedAt: 1,
    checkAt: 2,
  }) as const;

test('a project that is dropped takes all its keys along and no other', () => {
  const memory = policyMemory(10);
  memory.put('a', keyOf(1));
  memory.put('b', keyOf(1));
  memory.put('c', keyOf(2));
  memory.dropProject(1);
  expect([memory.get('a'), memory.get('b'), memory.get('c')]).toEqual([undefined, undefined, keyOf(2)]);
});

test('the index by project forgets what the memory forgets', () => {
  const memory = policyMemory(10);
  memory.put('a', keyOf(1));
  memory.put('a', keyOf(2));
  memory.dropProject(1);
  expect(memory.get('a')).toEqual(keyOf(2));
});
