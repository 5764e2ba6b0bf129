import type { ScoringEnabled } from '@botect/contracts';
import { ok, type Reply } from '@botect/http';
import type { AuditNote, Ports, Stores } from '../../ports/index.ts';
import type { ProjectVisit } from '../gate/visit.ts';

/** `POST /v1/projects/{project}/scoring`: idempotent; the private key is in the answer of the call that enabled. */
export function enableScoring({ secrets }: Pick<Ports, 'secrets'>) {
  return ({ projectId, commit }: ProjectVisit): Promise<Reply> =>
    commit(async (stores) => {
      const { answer, audit } = await enabled(stores, secrets, projectId);
      return { reply: ok(answer), audit };
    });
}

/** Enables scoring, whichever surface that is asked on. */
export async function enabled(
  { keys, settings }: Pick<Stores, 'keys' | 'settings'>,
  secrets: Ports['secrets'],
  projectId: number,
): Promise<{ readonly answer: ScoringEnabled; readonly audit: readonly AuditNote[] }> {
  const current = await settings.read(projectId);
  const offered = { site: secrets.key('site'), private: secrets.key('private') };
  const { siteKey, minted } = await keys.enable(projectId, offered);
  const answer = { site_key: siteKey, private_key: minted ? offered.private : null, ...current };
  const note = { action: 'scoring.enabled', subject: 'project', subjectId: projectId, projectId };
  return { answer, audit: minted ? [{ ...note, after: { site_key: siteKey } }] : [] };
}
