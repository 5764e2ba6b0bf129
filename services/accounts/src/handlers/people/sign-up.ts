import { signUpSchema } from '@botect/contracts';
import { created, type Reply, type Request, readJson } from '@botect/http';
import { firstAccount } from '../../core/first-account.ts';
import type { Ports } from '../../ports/index.ts';
import { refuseForeignPages } from '../gate/credentials.ts';
import { deadCode, refuseGuessable } from './choosing.ts';
import { entering } from './enter.ts';

/** `POST /v1/signup`: the code of the first start makes a person of the owner it left. Of simultaneous tries one succeeds. */
export function signUp(ports: Ports) {
  const enter = entering(ports);
  return async (request: Request): Promise<Reply> => {
    refuseForeignPages(request);
    const { code, name, email, password } = readJson(request, signUpSchema);
    refuseGuessable(password, email);
    const open = await ports.stores.people.invitations.find(code);
    if (open === null || open.email !== firstAccount.user.email) throw deadCode();
    const { accountId, userId } = open;
    const passwordHash = await ports.passwords.hash(password);
    const after = { name, email };
    const note = { action: 'user.signed-up', subject: 'user', subjectId: userId, after };
    const entered = await enter(request, async ({ people }) => {
      if (!(await people.invitations.use(code))) throw deadCode();
      await people.users.change(userId, { name, email, passwordHash });
      return { email, accountId, audit: [note] };
    });
    return created(entered);
  };
}
