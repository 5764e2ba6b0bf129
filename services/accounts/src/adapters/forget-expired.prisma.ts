import type { ForgetExpired } from '../ports/index.ts';
import type { Queries } from './queries.ts';

/** Few enough that nobody waits long behind one statement. */
const atOnce = 1_000;

type Slice = (queries: Queries) => Promise<number>;

/** Each takes so many rows at most, and leaves those that somebody holds, another replica that does the same for one. */
const slices: readonly Slice[] = [
  (queries) => queries.$executeRaw`
    delete from accounts.logins where id in (
      select id from accounts.logins where expires_at < now() limit ${atOnce} for update skip locked)`,
  // By the last code somebody used it is known that they accepted, by an unused one that they did not: those stay.
  (queries) => queries.$executeRaw`
    delete from accounts.invitations where id in (
      select id from accounts.invitations old
      where used_at < now() - interval '30 days' and exists (
        select from accounts.invitations newer where newer.account_id = old.account_id
          and newer.user_id = old.user_id and newer.used_at > old.used_at)
      limit ${atOnce} for update skip locked)`,
  // Longer than a year, so that whoever looks back at a rotation finds both keys.
  (queries) => queries.$executeRaw`
    delete from accounts.keys where id in (
      select id from accounts.keys where least(revoked_at, expires_at) < now() - interval '400 days'
      limit ${atOnce} for update skip locked)`,
  // A year and a bit, so that a month can be held against the same month of the year before.
  (queries) => queries.$executeRaw`
    delete from accounts.verdict_hours where (project_id, hour, band, action) in (
      select project_id, hour, band, action from accounts.verdict_hours
      where hour < now() - interval '400 days' limit ${atOnce} for update skip locked)`,
  (queries) => queries.$executeRaw`
    delete from accounts.rule_hours where (rule_id, hour) in (
      select rule_id, hour from accounts.rule_hours
      where hour < now() - interval '100 days' limit ${atOnce} for update skip locked)`,
  // A record of a source older than the topic keeps them cannot come again.
  (queries) => queries.$executeRaw`
    delete from accounts.tally_sources where source in (
      select source from accounts.tally_sources
      where updated_at < now() - interval '7 days' limit ${atOnce} for update skip locked)`,
  // Nobody decided on them, and the bots are gone.
  (queries) => queries.$executeRaw`
    delete from accounts.rule_suggestions where id in (
      select id from accounts.rule_suggestions
      where status = 'open' and updated_at < now() - interval '7 days' limit ${atOnce} for update skip locked)`,
  // Of no session that is still there, or could come again out of a dead letter: it could be redeemed once more.
  (queries) => queries.$executeRaw`
    delete from accounts.redeemed_sessions where (project_id, token) in (
      select project_id, token from accounts.redeemed_sessions redeemed
      where redeemed_at < now() - interval '8 days' and not exists (
        select from scoring.sessions session
        where session.project_id = redeemed.project_id and session.token = redeemed.token)
      limit ${atOnce} for update skip locked)`,
  (queries) => queries.$executeRaw`
    delete from accounts.policy_changes where id in (
      select id from accounts.policy_changes
      where at < now() - interval '1 hour' limit ${atOnce} for update skip locked)`,
];

export function prismaForgetExpired(queries: Queries): ForgetExpired {
  const audit = async (days: number) => {
    const [row] = await queries.$queryRaw<{ gone: number }[]>`
      select accounts.forget_audit(now() - ${days}::int * interval '1 day', ${atOnce}::int) as gone`;
    return row?.gone ?? 0;
  };
  return async (auditDays) => {
    for (const slice of [...slices, () => audit(auditDays)]) {
      while ((await slice(queries)) === atOnce);
    }
  };
}
