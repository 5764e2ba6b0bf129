import type { ListRecipe, NetworkList } from './network-list.ts';
import { acceptedRanges, RefusedList, readPublished } from './published-list.ts';
import type { StoredLists } from './stored-lists.postgres.ts';

/** Asks for a published document. Rejects when nothing came back. */
export type FetchList = (url: string) => Promise<{ readonly status: number; readonly body: Buffer }>;

export interface RefreshOptions {
  readonly recipes: readonly ListRecipe[];
  readonly stored: StoredLists;
  /** The lists in use: what a new one is compared with. */
  readonly inUse: () => readonly NetworkList[];
  readonly fetchList: FetchList;
  readonly now: () => number;
  /** Told of each list that stays as it was. */
  readonly refused: (name: string, reason: string) => void;
}

/**
 * Fetches the lists that are due, one after the other, and keeps those that are good. A list that cannot be fetched or believed
 * stays as it was and is tried again in an hour. Several processes share the work: whoever claims a list fetches it.
 */
export async function refreshLists(options: RefreshOptions): Promise<void> {
  const { recipes, stored, now } = options;
  for (const recipe of recipes) {
    if (recipe.sources.length === 0 || !(await stored.claim(recipe.name, now()))) continue;
    try {
      const ranges = await freshRanges(recipe, options);
      await stored.keep({ name: recipe.name, ranges, fetchedAtMs: now() });
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'unknown';
      options.refused(recipe.name, reason);
      await stored.refuse(recipe.name, reason);
    }
  }
}

async function freshRanges(recipe: ListRecipe, { fetchList, inUse }: RefreshOptions) {
  const ranges = [];
  for (const { url, format } of recipe.sources) {
    const { status, body } = await fetchList(url);
    // A redirect too: where it leads is not where the owner said the list is.
    if (status !== 200) throw new RefusedList(`${url} answered ${status}`);
    const found = readPublished(body.toString('utf8'), format);
    if (found.length === 0) throw new RefusedList(`${url} holds no address`);
    ranges.push(...found);
  }
  const before = inUse().find(({ name }) => name === recipe.name)?.ranges ?? [];
  return acceptedRanges(ranges, recipe, before);
}
