import type { ScoringEnabled } from '@botect/contracts';
import { ok, type Reply } from '@botect/http';
import type { Ports } from '../ports.ts';

/** `POST /v1/projects/{project}/scoring`: idempotent; the private key is in the answer of the call that enabled. */
export function enableScoring({ keys, settings, secrets }: Pick<Ports, 'keys' | 'settings' | 'secrets'>) {
  return async (projectId: number): Promise<Reply> => {
    // Read first: once a private key is minted, nothing may fail between it and its owner.
    const current = await settings.read(projectId);
    const offered = { site: secrets.siteKey(), private: secrets.privateKey() };
    const { siteKey, minted } = await keys.enable(projectId, offered);
    const answer: ScoringEnabled = {
      site_key: siteKey,
      private_key: minted ? offered.private : null,
      ...current,
    };
    return ok(answer);
  };
}
