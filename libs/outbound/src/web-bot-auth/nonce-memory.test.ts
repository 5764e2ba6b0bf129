import { expect, test } from '@jest/globals';
import { nonceMemory } from './nonce-memory.ts';

test('a nonce belongs to the request it was first seen with, for each signer apart', () => {
  const firstUse = nonceMemory();
  const uses = ['s n a', 's n a', 's n b', 't n b', 's m b'].map((use) => use.split(' '));
  expect(uses.map(([signer = '', nonce = '', id = '']) => firstUse(signer, nonce, id))).toEqual([
    true,
    true,
    false,
    true,
    true,
  ]);
});

test('of more nonces than there is room for the one used longest ago is forgotten', () => {
  const firstUse = nonceMemory(2);
  for (const nonce of ['a', 'b', 'a', 'c']) firstUse('s', nonce, '1');
  expect(['a', 'c', 'b'].map((nonce) => firstUse('s', nonce, '2'))).toEqual([false, false, true]);
});
