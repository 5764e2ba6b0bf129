import { expect, test } from '@jest/globals';
import { keyHash } from './key-hash.ts';

test.each([
  // From the tests of Kafka's own client (UtilsTest.testMurmur2), sign bit cleared as its partitioner does.
  ['21', -973932308],
  ['foobar', -790332482],
  ['a-little-bit-long-string', -985981536],
  ['a-little-bit-longer-string', -1486304829],
  ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
  ['abc', 479470107],
])('%s has the hash other Kafka clients give it', (key, hash) => {
  expect(keyHash(key)).toBe(hash & 0x7fffffff);
});
