import { logInSchema, Problem } from '@botect/contracts';
import { ok, type Reply, type Request, readJson } from '@botect/http';
import type { Ports } from '../../ports/index.ts';
import { refuseForeignPages } from '../gate/credentials.ts';
import { entering } from './enter.ts';
import { trying } from './trying.ts';

/** `POST /v1/login`: the same words, after the same time, for an unknown address and a wrong password. */
export function logIn(ports: Ports) {
  const enter = entering(ports);
  const tried = trying(ports);
  return async (request: Request): Promise<Reply> => {
    refuseForeignPages(request);
    const { email, password, account: accountId } = readJson(request, logInSchema);
    const known = await ports.stores.people.users.find(email);
    if ((await tried(request, { email, password, known })) === null)
      throw new Problem('UNAUTHENTICATED', 'The e-mail address or the password is wrong.');
    return ok(await enter(request, async () => ({ email, accountId })));
  };
}
