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
    if ((await tried(request, { email, password, known })) === null || known === null) throw wrong();
    const { user, passwordHash: passwordHashBefore } = known;
    return ok(
      await enter(request, async ({ people }) => {
        // Whoever chose another password meanwhile closed all logins, and meant this one too.
        if (!(await people.users.change(user.id, { passwordHashBefore }))) throw wrong();
        return { email, accountId };
      }),
    );
  };
}

const wrong = () => new Problem('UNAUTHENTICATED', 'The e-mail address or the password is wrong.');
