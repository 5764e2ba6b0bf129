import { invitationAcceptSchema } from '@botect/contracts';
import { ok, type Reply, type Request, readJson } from '@botect/http';
import { firstAccount } from '../../core/first-account.ts';
import type { KnownUser, OpenInvitation, Ports, UserChange } from '../../ports/index.ts';
import { refuseForeignPages } from '../gate/credentials.ts';
import { deadCode, refuseGuessable } from './choosing.ts';
import { entering } from './enter.ts';
import { trying } from './trying.ts';

/** `POST /v1/invitations/accept`: lets in whoever holds a code, with the password they choose or, being in another account, have. */
export function acceptInvitation(ports: Ports) {
  const enter = entering(ports);
  const tried = trying(ports);
  return async (request: Request): Promise<Reply> => {
    refuseForeignPages(request);
    const { code, password, name } = readJson(request, invitationAcceptSchema);
    const open = await ports.stores.people.invitations.find(code);
    const known = open && (await ports.stores.people.users.find(open.email));
    if (open === null || known === null || open.email === firstAccount.user.email) throw deadCode();
    const { accountId, userId, email } = open;
    const chooses = choosesPassword(open, known);
    if (chooses) refuseGuessable(password, email);
    else if ((await tried(request, { email, password, known })) === null) throw deadCode();
    const change: UserChange = {
      passwordHashBefore: known.passwordHash,
      name,
      ...(chooses && { passwordHash: await ports.passwords.hash(password) }),
    };
    const entered = await enter(request, async ({ people }) => {
      if (!(await people.invitations.use(code))) throw deadCode();
      // Somebody else’s code may have given them a password meanwhile, which this one must not replace.
      if (!(await people.users.change(userId, change))) throw deadCode();
      if (chooses) await people.logins.closeOthers(userId, null);
      const after = { email, password_chosen: chooses };
      const note = { action: 'invitation.accepted', subject: 'user', subjectId: userId, after };
      return { email, accountId, audit: [note] };
    });
    return ok(entered);
  };
}

/**
 * An admin holds the codes of those they invite. Whoever is in another account too proves who they are by the password they
 * have, or that admin could choose it for them, and act there in their name. What the operator makes is trusted.
 */
function choosesPassword({ accountId, byOperator }: OpenInvitation, { accounts, passwordHash }: KnownUser) {
  return byOperator || passwordHash === null || accounts.every(({ id }) => id === accountId);
}
