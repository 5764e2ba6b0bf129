import type { Project, ScoringEnabled } from '@botect/contracts';
import type { ServerProcess } from './server-process.ts';

/** What `BOTECT_BOOTSTRAP_TOKEN` of the accounts service must be for `enableProject`. */
export const accountToken = 'bench-account-token-of-32-or-more-characters';

export interface EnabledProject {
  readonly id: number;
  readonly siteKey: string;
  readonly privateKey: string;
}

/** Asks the control plane for something, as any owner does. Throws unless it was done. */
export async function post<Answer>(accounts: ServerProcess, path: string, body: object): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${accounts.port}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${accountToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Answer;
}

/** A new project with scoring enabled. */
export async function enableProject(accounts: ServerProcess): Promise<EnabledProject> {
  const { id } = await post<Project>(accounts, '/v1/projects', { name: 'Bench' });
  const keys = await post<ScoringEnabled>(accounts, `/v1/projects/${id}/scoring`, {});
  return { id, siteKey: keys.site_key, privateKey: keys.private_key ?? '' };
}
