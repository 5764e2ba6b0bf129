import type { ForgetExpired } from '../ports/index.ts';
import type { Queries } from './queries.ts';

/** Counts are kept for a year and a bit, so that a month can be held against the same month of the year before. */
export function prismaForgetExpired(queries: Queries): ForgetExpired {
  return async () => {
    await queries.$executeRaw`delete from accounts.logins where expires_at < now()`;
    // By the last code somebody used it is known that they accepted, by an unused one that they did not: those stay.
    await queries.$executeRaw`
      delete from accounts.invitations old
      where used_at < now() - interval '30 days' and exists (
        select from accounts.invitations newer where newer.account_id = old.account_id
          and newer.user_id = old.user_id and newer.used_at > old.used_at)`;
    await queries.$executeRaw`delete from accounts.verdict_hours where hour < now() - interval '400 days'`;
    await queries.$executeRaw`delete from accounts.rule_hours where hour < now() - interval '100 days'`;
    // A record of a source older than the topic keeps them cannot come again.
    await queries.$executeRaw`delete from accounts.tally_sources where updated_at < now() - interval '7 days'`;
    // Nobody decided on them, and the bots are gone. Those held at this moment wait for the next round.
    await queries.$executeRaw`
      delete from accounts.rule_suggestions where id in (
        select id from accounts.rule_suggestions
        where status = 'open' and updated_at < now() - interval '7 days' for update skip locked)`;
    // Not of a session that is still there: it could be redeemed once more.
    await queries.$executeRaw`
      delete from accounts.redeemed_sessions redeemed where redeemed_at < now() - interval '31 days'
        and not exists (select from scoring.sessions session
          where session.project_id = redeemed.project_id and session.token = redeemed.token)`;
  };
}
