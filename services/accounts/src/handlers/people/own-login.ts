import { Problem, passwordChangeSchema } from '@botect/contracts';
import { noContent, type Reply, readJson } from '@botect/http';
import { loginCookieHeader } from '../../core/login-cookie.ts';
import type { Ports } from '../../ports/index.ts';
import { loginCookie, loginOf } from '../gate/credentials.ts';
import type { AccountVisit, Visit } from '../gate/visit.ts';
import { refuseGuessable } from './choosing.ts';
import { trying } from './trying.ts';

/** `POST /v1/logout`: the cookie is dead, not only forgotten. */
export async function logOut({ request, caller, commit }: AccountVisit): Promise<Reply> {
  const { user, cookie } = ownLogin({ request, caller });
  const reply = await commit(async ({ people }) => {
    await people.logins.close(cookie);
    return { reply: noContent, audit: { action: 'login.ended', subject: 'user', subjectId: user.id } };
  });
  request.setHeader('Set-Cookie', loginCookieHeader(loginCookie, null, request.scheme()));
  return reply;
}

/** `PUT /v1/user/password`: all other logins of the person are dead then, in every account. */
export function changePassword(ports: Ports) {
  const tried = trying(ports);
  return async ({ request, caller, commit }: AccountVisit): Promise<Reply> => {
    const { user, cookie } = ownLogin({ request, caller });
    const { email, id } = user;
    const { current_password: password, new_password } = readJson(request, passwordChangeSchema);
    refuseGuessable(new_password, email, 'new_password');
    const known = await ports.stores.people.users.find(email);
    if ((await tried(request, { email, password, known })) === null || known === null) throw wrong();
    const change = {
      passwordHash: await ports.passwords.hash(new_password),
      passwordHashBefore: known.passwordHash,
    };
    return commit(async ({ people }) => {
      // A password chosen meanwhile by a code stays: this login is one of those it closed.
      if (!(await people.users.change(id, change))) throw wrong();
      await people.logins.closeOthers(id, cookie);
      return { reply: noContent, audit: { action: 'password.changed', subject: 'user', subjectId: id } };
    });
  };
}

const wrong = () => new Problem('FORBIDDEN', 'The current password is wrong.');

/** The person behind the login and its cookie. Throws FORBIDDEN for keys: they have neither. */
function ownLogin({ request, caller: { actor, user } }: Visit) {
  const cookie = loginOf(request);
  if (actor.kind === 'person' && user !== null && cookie !== null) return { user, cookie };
  throw new Problem('FORBIDDEN', 'A key cannot do this: log in.');
}
