import { type Account, Problem, type User } from '@botect/contracts';
import type { Request } from '@botect/http';
import { loginCookieHeader, loginSeconds } from '../../core/login-cookie.ts';
import type { AuditNote, Ports, Stores } from '../../ports/index.ts';
import { loginCookie } from '../gate/credentials.ts';
import { originOf } from '../gate/keep-change.ts';

/** Whom to let in where, and what the audit says of it beside the login. */
export interface Entry {
  readonly email: string;
  /** The person's first when absent. */
  readonly accountId?: number | undefined;
  readonly audit?: readonly AuditNote[];
}

export interface LoggedIn {
  readonly user: User;
  readonly account: Account;
}

/** Opens a login in one transaction with what leads to it, and gives the browser its cookie. */
export function entering({ transact, secrets }: Pick<Ports, 'transact' | 'secrets'>) {
  return async (request: Request, lead: (stores: Stores) => Promise<Entry>): Promise<LoggedIn> => {
    const cookie = secrets.login();
    const entered = await transact(async (stores) => {
      const { audit = [], ...entry } = await lead(stores);
      const { user, account } = await found(stores, entry);
      await stores.people.logins.open({
        userId: user.id,
        accountId: account.id,
        cookie,
        seconds: loginSeconds,
        address: request.clientAddress(),
        userAgent: request.header('user-agent')?.slice(0, 500) ?? null,
      });
      const login = { action: 'login.succeeded', subject: 'user', subjectId: user.id };
      const actor = { kind: 'person', id: `${user.id}`, name: user.name } as const;
      const origin = originOf(request, { accountId: account.id, actor });
      await stores.audit.append(origin, [...audit, login]);
      return { user, account };
    });
    request.setHeader('Set-Cookie', loginCookieHeader(loginCookie, cookie, request.scheme()));
    return entered;
  };
}

async function found({ people }: Stores, { email, accountId }: Entry): Promise<LoggedIn> {
  const known = await people.users.find(email);
  const account = known?.accounts.find(({ id }) => accountId === undefined || id === accountId);
  if (known && account) return { user: known.user, account };
  throw new Problem('FORBIDDEN', 'This person does not belong to the account.');
}
