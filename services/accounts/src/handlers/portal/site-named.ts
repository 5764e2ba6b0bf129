import { Problem, type Project } from '@botect/contracts';
import type { Stores } from '../../ports/index.ts';

/** The project behind a site key. The same NOT_FOUND for a site of somebody else and for none. */
export async function projectOfSite(
  { projects }: Pick<Stores, 'projects'>,
  accountId: number,
  siteKey: string,
): Promise<Project> {
  return (await projects.bySiteKey(accountId, siteKey)) ?? noSuchSite();
}

export function noSuchSite(): never {
  throw new Problem('NOT_FOUND', 'There is no site with this key.');
}
