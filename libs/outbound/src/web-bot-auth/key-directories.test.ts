import { describe, expect, test } from '@jest/globals';
import type { OutboundAnswer } from '../outbound.ts';
import { OutboundFault } from '../outbound-fault.ts';
import { keyDirectories } from './key-directories.ts';
import { agentKey, directoryUrl as url } from './signing.fixture.ts';

const [key, other] = [agentKey(), agentKey()];
const mediaType = 'application/http-message-signatures-directory+json';
const minuteMs = 60_000;

/** A directory that answers as told, counting how often it is asked, and a clock that is set by hand. */
function directory() {
  const seen = { asked: 0, urls: new Set<string>(), nowMs: 1_000_000 };
  let answer: OutboundAnswer | Error = new OutboundFault('unreachable');
  const get = async (asked: string) => {
    seen.asked += 1;
    seen.urls.add(asked);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const findKey = keyDirectories({ outbound: { get }, now: () => seen.nowMs, timeoutMs: 1_000 });
  return {
    seen,
    find: async (keyId = key.keyId, at = url) => {
      const found = await findKey(at, keyId);
      return found && 'found';
    },
    fails: (reason: 'unreachable' | 'busy' = 'unreachable') => {
      answer = new OutboundFault(reason);
    },
    lists: (keys: readonly object[], over: Partial<OutboundAnswer> = {}) => {
      const body = Buffer.from(JSON.stringify({ keys }));
      answer = { status: 200, headers: { 'content-type': mediaType }, body, ...over };
    },
  };
}

describe('the keys of a directory', () => {
  test('are fetched once, however many ask at the same time and afterwards', async () => {
    const { seen, find, lists } = directory();
    lists([key.listed]);
    expect(await Promise.all([find(), find(), find()])).toEqual(['found', 'found', 'found']);
    seen.nowMs += 59 * minuteMs;
    expect([await find(), seen.asked]).toEqual(['found', 1]);
  });

  test('are those of that directory alone, even when another lists the same key', async () => {
    const { seen, find, lists, fails } = directory();
    lists([key.listed]);
    await find();
    fails();
    expect(await find(key.keyId, 'https://victim.example/')).toBeUndefined();
    expect(seen.urls.size).toBe(2);
  });

  test('stay as they are when a later fetch fails, and go when one succeeds without them', async () => {
    const { seen, find, lists, fails } = directory();
    lists([key.listed]);
    await find();
    seen.nowMs += 120 * minuteMs;
    fails();
    expect([await find(), seen.asked]).toEqual(['found', 2]);
    seen.nowMs += 5 * minuteMs;
    lists([other.listed]);
    expect([await find(), seen.asked, await find(other.keyId)]).toEqual([null, 3, 'found']);
  });

  test('are asked for again when a new key appears, once a minute at most', async () => {
    const { seen, find, lists } = directory();
    lists([key.listed]);
    await find();
    lists([key.listed, other.listed]);
    expect([await find(other.keyId), seen.asked]).toEqual([null, 1]);
    seen.nowMs += minuteMs;
    expect([await find(other.keyId), seen.asked]).toEqual(['found', 2]);
  });

  test('that could not be had are asked for again after five minutes, not before', async () => {
    const { seen, find, lists, fails } = directory();
    fails();
    await find();
    lists([key.listed]);
    seen.nowMs += 5 * minuteMs - 1;
    expect([await find(), seen.asked]).toEqual([undefined, 1]);
    seen.nowMs += 1;
    expect([await find(), seen.asked]).toEqual(['found', 2]);
  });

  test('are asked for again at once when only this process was too busy', async () => {
    const { find, lists, fails } = directory();
    fails('busy');
    expect(await find()).toBeUndefined();
    lists([key.listed]);
    expect(await find()).toBe('found');
  });

  test.each([
    ['max-age=120', 2],
    ['public, max-age=0', 1],
    ['no-store', 1],
    ['max-age=99999999', 1_440],
    ['nonsense', 60],
  ])('are believed as long as the answer says, within bounds: %s is %d minutes', async (said, minutes) => {
    const { seen, find, lists } = directory();
    lists([key.listed], { headers: { 'content-type': mediaType, 'cache-control': said } });
    await find();
    seen.nowMs += minutes * minuteMs - 1;
    expect([await find(), seen.asked]).toEqual(['found', 1]);
    seen.nowMs += 1;
    expect([await find(), seen.asked]).toEqual(['found', 2]);
  });

  test('survive a flood of directories that do not exist', async () => {
    const { seen, find, lists, fails } = directory();
    lists([key.listed]);
    await find();
    fails();
    for (let nth = 0; nth < 3_000; nth += 1) await find(key.keyId, `https://${nth}.example/`);
    const asked = seen.asked;
    expect([await find(), seen.asked]).toEqual(['found', asked]);
  });

  test.each<[string, Partial<OutboundAnswer>]>([
    ['another status', { status: 203 }],
    ['a redirect', { status: 301 }],
    ['another media type', { headers: { 'content-type': 'application/json' } }],
    ['no media type', { headers: {} }],
    ['what is no JSON', { body: Buffer.from('<html>') }],
    ['what is no key set', { body: Buffer.from('[]') }],
    ['too many keys', { body: Buffer.from(JSON.stringify({ keys: Array(65).fill(key.listed) })) }],
  ])('are not learnt, and not forgotten, by %s', async (_, over) => {
    const { seen, find, lists } = directory();
    lists([key.listed], over);
    expect(await find()).toBeUndefined();
    seen.nowMs += 5 * minuteMs;
    lists([key.listed]);
    await find();
    seen.nowMs += 60 * minuteMs;
    lists([], over);
    expect(await find()).toBe('found');
  });
});
