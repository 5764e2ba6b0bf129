import {
  Problem,
  portalSiteCreateSchema,
  portalSiteNamedSchema,
  portalSiteUpdateSchema,
} from '@botect/contracts';
import { ok, type Reply, readJson } from '@botect/http';
import { siteName, siteOf, thresholdOf } from '../../core/portal-site.ts';
import type { AuditNote, Ports, SiteNaming, Stores } from '../../ports/index.ts';
import type { AccountVisit } from '../gate/visit.ts';
import { changed } from '../projects/change-project.ts';
import { projectCreated } from '../projects/create-project.ts';
import { readDomains } from '../projects/read-domains.ts';
import { enabled } from '../scoring/enable-scoring.ts';
import { changedSettings } from '../scoring/scoring-settings.ts';
import { projectOfSite } from './site-named.ts';
import { siteOfProject } from './sites.ts';

/** `POST /sites/create`: a project with scoring enabled from the start. Its secret key is in this answer alone. */
export function createPortalSite({ secrets }: Pick<Ports, 'secrets'>) {
  return async ({ account, request, commit }: AccountVisit): Promise<Reply> => {
    const { name, settings } = readJson(request, portalSiteCreateSchema);
    const domains = readDomains(settings.domains);
    requireSiteName(name);
    return commit(async (stores) => {
      await requireFreeName(stores, account.id, { name });
      const sessionSeed = secrets.sessionSeed();
      const project = await stores.projects.create(account.id, { name, domains, sessionSeed });
      const { answer, audit } = await enabled(stores, secrets, project.id);
      const threshold = await withThreshold(stores, project.id, settings.frictionlessThreshold);
      const site = siteOf(await siteOfProject(stores, account.id, project.id), answer.private_key);
      return { reply: ok(site), audit: [projectCreated(project), ...audit, ...threshold.audit] };
    });
  };
}

/** `POST /sites/update`: what is named changes. */
export async function updatePortalSite({ account, request, commit }: AccountVisit): Promise<Reply> {
  const { siteKey, name, settings = {} } = readJson(request, portalSiteUpdateSchema);
  const domains = settings.domains && readDomains(settings.domains);
  if (name !== undefined) requireSiteName(name);
  return commit(async (stores) => {
    const { id } = await projectOfSite(stores, account.id, siteKey);
    if (name !== undefined) await requireFreeName(stores, account.id, { name, except: id });
    const audit: AuditNote[] = [];
    if (name !== undefined || domains !== undefined) {
      const place = { accountId: account.id, projectId: id };
      audit.push((await changed(stores.projects, place, { name, domains })).audit);
    }
    const threshold = await withThreshold(stores, id, settings.frictionlessThreshold);
    const reply = ok(siteOf(await siteOfProject(stores, account.id, id)));
    return { reply, audit: [...audit, ...threshold.audit], changed: threshold.changed };
  });
}

/** `POST /sites/delete`: switched off; nothing of it is erased. */
export async function deletePortalSite({ account, request, commit }: AccountVisit): Promise<Reply> {
  const { siteKey } = readJson(request, portalSiteNamedSchema);
  return commit(async ({ projects }) => {
    const { id: projectId } = await projectOfSite({ projects }, account.id, siteKey);
    const off = await changed(projects, { accountId: account.id, projectId }, { isActive: false });
    const reply = ok({ success: true, deactivatedSiteKey: siteKey });
    return { reply, audit: off.audit, changed: off.changed };
  });
}

async function withThreshold({ settings }: Stores, projectId: number, frictionless: number | undefined) {
  if (frictionless === undefined) return { audit: [], changed: [] };
  const update = { likely_bot_threshold: thresholdOf(frictionless) };
  const { audit, changed: projects } = await changedSettings(settings, projectId, update);
  return { audit: [audit], changed: projects };
}

function requireSiteName(name: string): void {
  if (siteName.test(name)) return;
  const message = 'must be 1 to 120 letters, digits, hyphens and underscores';
  throw new Problem('INVALID_PAYLOAD', `The site’s name ${message}.`, {
    faults: [{ path: 'name', message }],
    portalKey: 'PORTAL.INVALID_SITE_NAME',
  });
}

/** Names tell sites apart here, and only here: elsewhere projects of one name are allowed. */
async function requireFreeName({ claimSiteName }: Stores, accountId: number, naming: SiteNaming) {
  if (await claimSiteName(accountId, naming)) return;
  throw new Problem('DUPLICATE_NAME', 'The account has a site of this name already.');
}
