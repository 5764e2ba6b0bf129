import type { Ports } from '../ports.ts';

/** The account this very process created. */
export interface FirstStart {
  /** Nowhere else in clear. */
  readonly token: string;
  /** False when the operator chose the token, who then has no need to be shown it. */
  readonly generated: boolean;
  readonly projectId: number;
}

/**
 * Creates the first account, user, token and project; null when there is an account already. Replicas may race.
 * `bootstrapToken` is the operator's own choice of the token.
 */
export function firstStart(
  { createFirstAccount, secrets }: Pick<Ports, 'createFirstAccount' | 'secrets'>,
  bootstrapToken?: string,
) {
  return async (): Promise<FirstStart | null> => {
    const token = bootstrapToken ?? secrets.accountToken();
    const projectId = await createFirstAccount({ token, sessionSeed: secrets.sessionSeed() });
    return projectId === null ? null : { token, generated: bootstrapToken === undefined, projectId };
  };
}

/** What the person who started the process is told, once; nothing at any later start. */
export function firstStartNotice(first: FirstStart | null): string {
  if (first === null) return '';
  const token = first.generated
    ? `Its token, shown this once: ${first.token}`
    : 'Its token is the BOTECT_BOOTSTRAP_TOKEN given.';
  return `First start: an account was created. ${token}\nIts first project has the id ${first.projectId}.\n`;
}
