import type { TallyRecord } from '@botect/contracts';
import type { PrismaClient } from '@botect/database';
import type { RecordTally } from '../ports/index.ts';
import type { Queries } from './queries.ts';

/** As long as the transaction of a fetch may take; what fails is handed over again. */
const patience = { maxWait: 5_000, timeout: 10_000 };

/**
 * One transaction a record: its number is taken and its counts are added together, or neither. Rows are touched in the order of
 * their keys, and tables in one order, so that two records never wait for each other in a circle. Ids nobody knows (any more) count
 * nowhere.
 */
export function prismaRecordTally(prisma: PrismaClient): RecordTally {
  return (tally) =>
    prisma.$transaction(async (queries) => {
      if (!(await takeSequence(queries, tally))) return false;
      await addVerdicts(queries, tally);
      await addMatches(queries, tally);
      await markUsed(queries, tally);
      return true;
    }, patience);
}

/** Waits for another record of the same source; false when this one, or a later one, was taken before. */
async function takeSequence(queries: Queries, { source, sequence }: TallyRecord): Promise<boolean> {
  const taken = await queries.$executeRaw`
    insert into accounts.tally_sources as known (source, sequence) values (${source}::uuid, ${sequence}::int)
    on conflict (source) do update set sequence = excluded.sequence, updated_at = now()
    where known.sequence < excluded.sequence`;
  return taken > 0;
}

async function addVerdicts(queries: Queries, { verdicts }: TallyRecord): Promise<void> {
  if (verdicts.length === 0) return;
  const rows = verdicts.map(([project_id, at_ms, band, action, count]) => ({
    project_id,
    at_ms,
    band,
    action,
    count,
  }));
  await queries.$executeRaw`
    insert into accounts.verdict_hours as counted (project_id, hour, band, action, verdicts)
    select project.id, date_trunc('hour', to_timestamp(row.at_ms / 1000), 'UTC'), row.band, row.action, sum(row.count)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as row(project_id bigint, at_ms float8, band text, action text, count bigint)
    join accounts.projects project on project.id = row.project_id
    group by 1, 2, 3, 4 order by 1, 2, 3, 4
    on conflict (project_id, hour, band, action) do update set verdicts = counted.verdicts + excluded.verdicts`;
}

async function addMatches(queries: Queries, { rules }: TallyRecord): Promise<void> {
  if (rules.length === 0) return;
  const rows = rules.map(([rule_id, at_ms, count]) => ({ rule_id, at_ms, count }));
  await queries.$executeRaw`
    insert into accounts.rule_hours as counted (rule_id, hour, matches)
    select rule.id, date_trunc('hour', to_timestamp(row.at_ms / 1000), 'UTC'), sum(row.count)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row(rule_id bigint, at_ms float8, count bigint)
    join accounts.rules rule on rule.id = row.rule_id
    group by 1, 2 order by 1, 2
    on conflict (rule_id, hour) do update set matches = counted.matches + excluded.matches`;
}

/** Locked in order before they are written: an update takes rows as it finds them. */
async function markUsed(queries: Queries, { keys }: TallyRecord): Promise<void> {
  if (keys.length === 0) return;
  const rows = keys.map(([id, at_ms]) => ({ id, at_ms }));
  await queries.$executeRaw`
    with used as (
      select key.id, row.at_ms
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row(id uuid, at_ms float8)
      join accounts.keys key on key.id = row.id
      order by key.id for no key update of key
    )
    update accounts.keys key set last_used_at = greatest(key.last_used_at, to_timestamp(used.at_ms / 1000))
    from (select id, max(at_ms) as at_ms from used group by id) as used
    where key.id = used.id`;
}
