import { Prisma } from '@botect/database';
import { type ObservedProject, type Period, type Suspect, suspicion } from '../core/suggested-rule.ts';
import type { Suspicions } from '../ports/index.ts';
import { isBotSql } from './band-sql.ts';
import type { Queries } from './queries.ts';

/** Any number no other advisory lock of this database has; see also `first-account.prisma.ts`. */
const advisoryLock = 20_261_123;

/** A busy site's newest sessions say enough of its day; the embedded database counts on the thread that answers requests. */
const sessionsMax = 20_000;

/** Longer ones fit no expression. */
const agentCharactersMax = 900;

export function prismaSuspicions(queries: Queries): Suspicions {
  return {
    async claim() {
      const [row] = await queries.$queryRaw<{ claimed: boolean }[]>`
        select pg_try_advisory_xact_lock(${advisoryLock}) as claimed`;
      return row?.claimed === true;
    },
    projects: (sinceMs) => observedProjects(queries, new Date(sinceMs)),
    suspects: (project, period) => suspectsOf(queries, project, period),
    // In order of id, as whoever decides on suggestions holds them.
    async propose({ projectId, accountId }, { fromMs, toMs }, rules) {
      if (rules.length === 0) return;
      await queries.$executeRaw`
        insert into accounts.rule_suggestions as kept (account_id, project_id, kind, subject, expression_source, action,
          sessions, bot_sessions, period_start, period_end)
        select ${accountId}, ${projectId}, proposed.kind, proposed.subject, proposed."expressionSource", proposed.action,
          proposed.sessions, proposed."botSessions", ${new Date(fromMs)}, ${new Date(toMs)}
        from json_to_recordset(${JSON.stringify(rules)}::json) as proposed(
          kind text, subject text, "expressionSource" text, action text, sessions int, "botSessions" int)
        left join accounts.rule_suggestions known
          on known.project_id = ${projectId} and known.kind = proposed.kind and known.subject = proposed.subject
        order by known.id
        on conflict (project_id, kind, subject) do update set
          expression_source = excluded.expression_source, action = excluded.action, sessions = excluded.sessions,
          bot_sessions = excluded.bot_sessions, period_start = excluded.period_start,
          period_end = excluded.period_end, status = 'open', rule_id = null, updated_at = now()
        where kept.status = 'open' or (kept.status = 'applied' and kept.updated_at < excluded.period_start
          and not exists (select from accounts.rules rule
            where rule.id = kept.rule_id and (rule.expires_at is null or rule.expires_at > now())))`;
    },
  };
}

async function observedProjects(queries: Queries, since: Date): Promise<readonly ObservedProject[]> {
  return queries.$queryRaw<ObservedProject[]>`
    select project.id as "projectId", project.account_id as "accountId",
      settings.likely_bot_threshold as "likelyBotThreshold"
    from accounts.projects project
    join accounts.scoring_settings settings on settings.project_id = project.id
    join accounts.accounts account on account.id = project.account_id
    where settings.enabled_at is not null and project.is_active and account.suspended_at is null
      and exists (select from scoring.sessions session
        where session.project_id = project.id and session.last_seen_at >= ${since})
    order by project.id`;
}

const group = '[0-9a-f]{1,4}';
const groups = `${group}(:${group})*`;
const octet = '(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';

/** What is kept as an address is up to who sent it, and a cast that fails ends all: so only text that certainly is one. */
const isIpv4 = Prisma.raw(`ip ~ '^(${octet}[.]){3}${octet}$'`);
const isIpv6 = Prisma.raw(`(ip ~* '^${group}(:${group}){7}$'
  or (ip ~* '^(${groups})?::(${groups})?$' and length(ip) - length(replace(ip, ':', '')) <= 7))`);

/** An IPv4 address belongs to its /24, an IPv6 address to its /64; IPv4 written as IPv6 would name the whole of IPv4. */
async function suspectsOf(
  queries: Queries,
  { projectId, likelyBotThreshold }: ObservedProject,
  { fromMs, toMs }: Period,
): Promise<readonly Suspect[]> {
  return queries.$queryRaw<Suspect[]>`
    with recent as materialized (
      select ip, ua, ${Prisma.raw(isBotSql('session', likelyBotThreshold.toFixed()))} as is_bot
      from scoring.sessions session
      where project_id = ${projectId} and last_seen_at >= ${new Date(fromMs)} and last_seen_at <= ${new Date(toMs)}
      order by last_seen_at desc limit ${sessionsMax}
    ), addresses as (
      select ip, count(*) as sessions, count(*) filter (where is_bot) as bots from recent group by ip
    ), subjects as (
      select 'network' as kind, case
        when ${isIpv4} then rtrim(ip, '0123456789') || '0/24'
        when ${isIpv6} then network(set_masklen(ip::inet, 64))::text end as subject, sessions, bots
      from addresses
      union all
      select 'agent', ua, count(*), count(*) filter (where is_bot)
      from recent where length(ua) between 1 and ${agentCharactersMax} group by ua
    )
    select kind, subject, sum(sessions)::int as sessions, sum(bots)::int as "botSessions"
    from subjects where subject is not null and subject <> '::/64'
    group by kind, subject
    having sum(sessions) >= ${suspicion.sessionsMin} and sum(bots) >= ${suspicion.botShareMin}::float8 * sum(sessions)
    order by 4 desc, kind, subject limit ${suspicion.suspectsMax}`;
}
