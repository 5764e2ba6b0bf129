import type { ForgetExpired } from '../ports/index.ts';
import type { Queries } from './queries.ts';

/** Counts are kept for a year and a bit, so that a month can be held against the same month of the year before. */
export function prismaForgetExpired(queries: Queries): ForgetExpired {
  return async () => {
    await queries.$executeRaw`delete from accounts.logins where expires_at < now()`;
    await queries.$executeRaw`
      delete from accounts.invitations
      where used_at < now() - interval '30 days' or expires_at < now() - interval '30 days'`;
    await queries.$executeRaw`delete from accounts.verdict_hours where hour < now() - interval '400 days'`;
    await queries.$executeRaw`delete from accounts.rule_hours where hour < now() - interval '100 days'`;
    // A record of a source older than the topic keeps them cannot come again.
    await queries.$executeRaw`delete from accounts.tally_sources where updated_at < now() - interval '7 days'`;
    // The session itself is forgotten after as long.
    await queries.$executeRaw`
      delete from accounts.redeemed_sessions where redeemed_at < now() - interval '31 days'`;
  };
}
