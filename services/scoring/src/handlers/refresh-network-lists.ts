import {
  type FetchList,
  type ListRecipe,
  type LiveNetworks,
  refreshLists,
  type StoredLists,
} from '@botect/networks';
import type { Clock, Logger } from '@botect/runtime';

export interface RefreshNetworkListsOptions {
  readonly recipes: readonly ListRecipe[];
  readonly stored: StoredLists;
  readonly networks: Pick<LiveNetworks, 'lists' | 'update'>;
  readonly fetchList: FetchList;
  readonly now: Clock;
  readonly log: Logger;
}

/** Looks every ten minutes whether a published list is due, which each is once a day, and uses what is new. */
export function refreshNetworkLists({ networks, log, ...options }: RefreshNetworkListsOptions) {
  return {
    name: 'refresh network lists',
    everyMs: 600_000,
    async work(): Promise<void> {
      const refused = (list: string, reason: string) =>
        log.warn({ list, reason }, 'a published list of addresses stays as it was');
      await refreshLists({ ...options, inUse: networks.lists, refused });
      await networks.update();
    },
  };
}
