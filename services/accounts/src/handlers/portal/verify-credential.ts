import { isSessionToken, Problem, type siteVerifySchema } from '@botect/contracts';
import type { Request } from '@botect/http';
import type { z } from 'zod';
import type { Ports, SecretMeaning } from '../../ports/index.ts';
import { callerOf } from '../gate/credentials.ts';
import { placeOf, takeCall } from '../gate/rate.ts';

/** A project whose sessions the caller may verify. */
export type VerifiableSite = Pick<SecretMeaning, 'accountId' | 'projectId'>;

export type VerifyingPorts = Pick<
  Ports,
  'findSecret' | 'findSessionProjects' | 'findCaller' | 'findLogin' | 'limits'
>;

type Asked = z.output<typeof siteVerifySchema>;

/**
 * The sites whose token this may be: the one of the secret or, for a bearer key, those of its account, the one first where the
 * session scored lowest. Verifying is never limited, being wrong is: by address.
 */
export async function verifiableSites(
  ports: VerifyingPorts,
  request: Request,
  asked: Asked,
): Promise<readonly VerifiableSite[]> {
  try {
    return asked.secret === undefined
      ? await sitesOfCaller(ports, request, asked.token)
      : [await siteOfSecret(ports, asked.secret)];
  } catch (error) {
    if (error instanceof Problem && !error.retriable)
      await takeCall(request, ports.limits.address, placeOf(request));
    throw error;
  }
}

async function siteOfSecret({ findSecret }: VerifyingPorts, secret: string): Promise<VerifiableSite> {
  const site = await findSecret(secret);
  if (site === null) throw refused('The secret is no live private key.', 'API.INVALID_SITE_KEY');
  if (!site.active) throw refused('The site is switched off.', 'API.SITE_KEY_NOT_REGISTERED');
  requireSubscription(site.suspended);
  return site;
}

const refused = (message: string, portalKey: 'API.INVALID_SITE_KEY' | 'API.SITE_KEY_NOT_REGISTERED') =>
  new Problem('INVALID_PAYLOAD', message, { portalKey });

async function sitesOfCaller(ports: VerifyingPorts, request: Request, token: string) {
  // A login alone verifies nothing: whoever comes without a key of any kind forgot the secret.
  if (request.header('authorization') === null)
    throw new Problem('INVALID_PAYLOAD', 'The secret is missing: the private key of the site.', {
      portalKey: 'GENERAL.MISSING_SECRET_KEY',
    });
  const { account, permissions, suspended, projectId } = await callerOf(request, ports);
  if (account === null || !permissions.has('verify'))
    throw new Problem('FORBIDDEN', 'This credential lacks the permission verify.');
  requireSubscription(suspended);
  // The visitor chose the token: one the database cannot even read must not pass for a database that is away.
  const projectIds = isSessionToken(token) ? await ports.findSessionProjects(account.id, token) : [];
  return projectIds
    .filter((id) => projectId === null || projectId === id)
    .map((id) => ({ accountId: account.id, projectId: id }));
}

function requireSubscription(suspended: boolean): void {
  if (suspended) throw new Problem('NO_ACTIVE_SUBSCRIPTION', 'The account is suspended.');
}
