import { hashKey } from '@botect/policy';
import type { LoginStore } from '../ports/index.ts';
import type { Queries } from './queries.ts';

/** Of cookies only the hash is kept. When a login ends is the database's to say, which also judges whether it has. */
export function prismaLoginStore(queries: Queries): LoginStore {
  return {
    async open({ accountId, userId, cookie, seconds, address, userAgent }) {
      await queries.$executeRaw`
        insert into accounts.logins (user_id, account_id, token_hash, address, user_agent, expires_at)
        values (${userId}, ${accountId}, ${hashKey(cookie)}, ${address}, ${userAgent},
          now() + make_interval(secs => ${seconds}::int))`;
      // Logins that are over are swept where one is made: their number stays that of the living.
      await queries.$executeRaw`delete from accounts.logins where user_id = ${userId} and expires_at <= now()`;
    },
    async close(cookie) {
      await queries.login.deleteMany({ where: { tokenHash: new Uint8Array(hashKey(cookie)) } });
    },
    async closeOthers(userId, cookie) {
      const kept = cookie === null ? {} : { tokenHash: { not: new Uint8Array(hashKey(cookie)) } };
      await queries.login.deleteMany({ where: { userId, ...kept } });
    },
  };
}
