import { beforeEach, describe, expect, test } from '@jest/globals';
import { liveNetworks } from './live-networks.ts';
import type { Crawler, ListRecipe } from './network-list.ts';
import { rangeOf } from './ranges.fixture.ts';
import { refreshLists } from './refresh-lists.ts';
import type { StoredList, StoredLists } from './stored-lists.postgres.ts';

const url = 'https://example.com/bot.json';
const recipe: ListRecipe = { name: 'bot', kind: 'crawler', sources: [{ url, format: 'json' }] };
const bot: Crawler = {
  id: 'bot',
  category: 'Search',
  names: ['ExampleBot'],
  unless: [],
  lists: ['bot'],
  hosts: [],
};
const shipped = {
  name: 'bot',
  kind: 'crawler',
  ranges: [rangeOf('20.0.0.0/24')],
  fetchedAtMs: 1_000,
} as const;

let kept: StoredList[];
let due: Set<string>;
let refusals: string[];
beforeEach(() => {
  [kept, due, refusals] = [[], new Set(['bot']), []];
});

const stored: StoredLists = {
  newerThan: async (timeMs) => kept.filter(({ fetchedAtMs }) => fetchedAtMs > timeMs),
  claim: async (name) => due.delete(name),
  keep: async (list) => void kept.push(list),
  refuse: async (_name, reason) => void refusals.push(reason),
};

interface Answer {
  readonly status?: number;
  readonly body?: string;
}

/** One refresh against a web that answers so, on what the product carries. */
async function refreshed(answer: Answer | Error) {
  const networks = liveNetworks({ recipes: [recipe], lists: [shipped], crawlers: [bot] }, stored);
  const fetchList = async () => {
    if (answer instanceof Error) throw answer;
    return { status: answer.status ?? 200, body: Buffer.from(answer.body ?? '') };
  };
  const options = { recipes: [recipe], stored, inUse: networks.lists, fetchList, now: () => 5_000 };
  const told: string[] = [];
  await refreshLists({ ...options, refused: (_name, reason) => void told.push(reason) });
  await networks.update();
  return { networks, told };
}

const verdictOf = ({ networks }: Awaited<ReturnType<typeof refreshed>>, ip: string) =>
  networks.verifyByAddress(bot, ip);

describe('a refresh', () => {
  test('puts a good list in the place of the one before', async () => {
    const after = await refreshed({ body: '["20.0.1.0/24"]' });
    expect([verdictOf(after, '20.0.1.1'), verdictOf(after, '20.0.0.1')]).toEqual(['verified', 'refuted']);
    expect(after.networks.ageMs(6_000)).toBe(1_000);
  });

  test.each<[string, Answer | Error]>([
    ['an empty answer', {}],
    ['an empty list', { body: '{"prefixes":[]}' }],
    ['an error page', { status: 503, body: '["20.0.1.0/24"]' }],
    ['a redirect', { status: 302, body: '["20.0.1.0/24"]' }],
    ['no JSON', { body: '<html>20.0.1.0/24</html>' }],
    ['a list cut short', { body: '["20.0.1.0/24","20.0.' }],
    ['a poisoned list', { body: '["20.0.0.0/24","0.0.0.0/0"]' }],
    ['a list that lost more than half', { body: '["20.0.0.0/26"]' }],
    ['no answer', new Error('timed_out')],
  ])('stays with the last good list on %s, and says why', async (_what, answer) => {
    const after = await refreshed(answer);
    expect([verdictOf(after, '20.0.0.1'), verdictOf(after, '20.0.1.1')]).toEqual(['verified', 'refuted']);
    expect(kept).toEqual([]);
    expect([after.told.length, refusals]).toEqual([1, after.told]);
  });

  test('leaves a list alone that is not due', async () => {
    due.clear();
    await refreshed({ body: '["20.0.1.0/24"]' });
    expect([kept, refusals]).toEqual([[], []]);
  });
});

describe('lists in use', () => {
  test('are not replaced by stored ones that are older than what the product carries', async () => {
    kept.push({ name: 'bot', ranges: [rangeOf('20.0.9.0/24')], fetchedAtMs: 500 });
    const networks = liveNetworks({ recipes: [recipe], lists: [shipped], crawlers: [bot] }, stored);
    await networks.update();
    expect(networks.networkOf('20.0.9.1').lists).toEqual([]);
  });

  test('ignore a stored list nobody knows', async () => {
    kept.push({ name: 'gone', ranges: [rangeOf('20.0.9.0/24')], fetchedAtMs: 9_000 });
    const networks = liveNetworks({ recipes: [recipe], lists: [shipped], crawlers: [bot] }, stored);
    await networks.update();
    expect(networks.networkOf('20.0.9.1').lists).toEqual([]);
  });

  test('stay when the store is away', async () => {
    const away = { ...stored, newerThan: () => Promise.reject(new Error('away')) };
    const networks = liveNetworks({ recipes: [recipe], lists: [shipped], crawlers: [bot] }, away);
    await expect(networks.update()).rejects.toThrow('away');
    expect(networks.networkOf('20.0.0.1').lists).toEqual(['bot']);
  });
});
