import { portalEmptySchema, portalSiteNamedSchema } from '@botect/contracts';
import { ok, type Reply, readJson } from '@botect/http';
import { type SiteFacts, siteOf } from '../../core/portal-site.ts';
import type { Ports, Stores } from '../../ports/index.ts';
import type { AccountVisit } from '../gate/visit.ts';
import { noSuchSite, projectOfSite } from './site-named.ts';

/** `POST /sites/get`: those switched off among them. */
export function getPortalSites({ stores }: Pick<Ports, 'stores'>) {
  return async ({ account, request }: AccountVisit): Promise<Reply> => {
    readJson(request, portalEmptySchema);
    const facts = await stores.sites(account.id);
    return ok(facts.map((one) => siteOf(one)));
  };
}

/** `POST /site/get`. */
export function getPortalSite({ stores }: Pick<Ports, 'stores'>) {
  return async ({ account, request }: AccountVisit): Promise<Reply> => {
    const { siteKey } = readJson(request, portalSiteNamedSchema);
    const { id } = await projectOfSite(stores, account.id, siteKey);
    return ok(siteOf(await siteOfProject(stores, account.id, id)));
  };
}

export async function siteOfProject(
  { sites }: Pick<Stores, 'sites'>,
  accountId: number,
  projectId: number,
): Promise<SiteFacts> {
  const facts = (await sites(accountId)).find(({ project }) => project.id === projectId);
  return facts ?? noSuchSite();
}

/** The sites named, each once, or all that there are. NOT_FOUND when one of them is none of the account's. */
export async function sitesNamed(
  stores: Pick<Stores, 'sites' | 'projects'>,
  accountId: number,
  siteKeys: readonly string[] | undefined,
): Promise<readonly SiteFacts[]> {
  const all = await stores.sites(accountId);
  if (siteKeys === undefined) return all;
  const named = new Set<number>();
  for (const siteKey of siteKeys) named.add((await projectOfSite(stores, accountId, siteKey)).id);
  return all.filter(({ project }) => named.has(project.id));
}
