import type { Ports, SecretSource } from '../ports/index.ts';

/** The account this very process created. */
export interface FirstStart {
  /** Nowhere else in clear. */
  readonly token: string;
  /** Makes whoever signs up with it the owner. Nowhere else in clear either. */
  readonly code: string;
  /** False when the operator chose the token, who then has no need to be shown it. */
  readonly generated: boolean;
  readonly projectId: number;
}

interface FirstStartPorts extends Pick<Ports, 'createFirstAccount'> {
  readonly secrets: Pick<SecretSource, 'key' | 'invitationCode' | 'sessionSeed'>;
}

/**
 * Creates the first account, user, token and project; null when there is an account already. Replicas may race.
 * `bootstrapToken` is the operator's own choice of the token.
 */
export function firstStart({ createFirstAccount, secrets }: FirstStartPorts, bootstrapToken?: string) {
  return async (): Promise<FirstStart | null> => {
    const token = bootstrapToken ?? secrets.key('account');
    const code = secrets.invitationCode();
    const projectId = await createFirstAccount({ token, code, sessionSeed: secrets.sessionSeed() });
    return projectId === null ? null : { token, code, generated: bootstrapToken === undefined, projectId };
  };
}

/** What the person who started the process is told, once; nothing at any later start. */
export function firstStartNotice(first: FirstStart | null): string {
  if (first === null) return '';
  const token = first.generated
    ? `Its token, shown this once: ${first.token}`
    : 'Its token is the BOTECT_BOOTSTRAP_TOKEN given.';
  return `First start: an account was created. ${token}
Its first project has the id ${first.projectId}. To log in as its owner, sign up with this one-time code:
  curl -sS http://localhost:8080/v1/signup -H 'Content-Type: application/json' -d '${signUpBody(first.code)}'
`;
}

const signUpBody = (code: string) =>
  JSON.stringify({ code, name: 'Your Name', email: 'you@example.com', password: 'a sentence of your own' });
