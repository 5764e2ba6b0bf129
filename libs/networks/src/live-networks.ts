import type { ConfirmedCrawler, NetworkList } from './network-list.ts';
import { type Networks, networksOf } from './networks.ts';
import type { Snapshot } from './snapshot.ts';
import type { StoredLists } from './stored-lists.postgres.ts';

/** Networks whose lists are exchanged while they are in use. */
export interface LiveNetworks extends Networks {
  /** Takes over the stored lists that are newer than those in use. */
  update(): Promise<void>;
  /** The lists in use. */
  lists(): readonly NetworkList[];
  /** Age of the oldest list of those somebody publishes for fetching, in ms. */
  ageMs(nowMs: number): number;
}

/** Looked back over with each poll: two processes may keep two lists in one order and be seen to in the other. */
const overlapMs = 600_000;

/** Begins with what the product carries. A stored list takes a shipped one's place only when it is the newer of the two. */
export function liveNetworks(
  { recipes, lists: shipped, crawlers }: Snapshot,
  stored: StoredLists,
  confirmed?: ConfirmedCrawler,
): LiveNetworks {
  const kinds = new Map(recipes.map(({ name, kind }) => [name, kind]));
  const fetched = new Set(recipes.filter(({ sources }) => sources.length > 0).map(({ name }) => name));
  let lists = new Map(shipped.map((list) => [list.name, list]));
  let networks = networksOf(shipped, crawlers, confirmed);
  let seenToMs = overlapMs;
  return {
    networkOf: (ip) => networks.networkOf(ip),
    crawlerClaim: networks.crawlerClaim,
    verifyByAddress: (claim, ip) => networks.verifyByAddress(claim, ip),
    proveCrawler: (ip, ua) => networks.proveCrawler(ip, ua),
    lists: () => [...lists.values()],
    ageMs(nowMs) {
      const times = [...lists.values()].flatMap((list) => (fetched.has(list.name) ? list.fetchedAtMs : []));
      return times.length === 0 ? 0 : nowMs - Math.min(...times);
    },
    async update() {
      const found = await stored.newerThan(seenToMs - overlapMs, [...kinds.keys()]);
      seenToMs = Math.max(seenToMs, ...found.map(({ fetchedAtMs }) => fetchedAtMs));
      const newer = found.flatMap((list): NetworkList[] => {
        const kind = kinds.get(list.name);
        const held = lists.get(list.name)?.fetchedAtMs ?? 0;
        return kind === undefined || list.fetchedAtMs <= held ? [] : [{ ...list, kind }];
      });
      if (newer.length === 0) return;
      lists = new Map([...lists, ...newer.map((list) => [list.name, list] as const)]);
      networks = networksOf([...lists.values()], crawlers, confirmed);
    },
  };
}
