import type { Sql } from '@botect/database';
import { hashKey } from '@botect/policy';
import { uniqueName } from './unique-name.ts';

export interface SeededProject {
  readonly accountId: number;
  readonly projectId: number;
  readonly siteKey: string;
  readonly privateKey: string;
}

interface SeedOptions {
  readonly scoringEnabled?: boolean;
  readonly projectActive?: boolean;
  readonly suspended?: boolean;
  readonly monthlyEventQuota?: number;
  readonly settings?: Readonly<Record<string, boolean | number>>;
}

/** An account with one project and live keys, written straight to the tables the control plane owns. */
export async function seedProject(sql: Sql, options: SeedOptions = {}): Promise<SeededProject> {
  const name = uniqueName('seed');
  const accountId = await insert(sql, 'accounts returning id', {
    name,
    slug: name,
    suspended_at: options.suspended ? new Date(0) : null,
    monthly_event_quota: options.monthlyEventQuota ?? null,
  });
  const project = { account_id: accountId, name, is_active: options.projectActive ?? true };
  const projectId = await insert(sql, 'projects returning id', project);
  await insert(sql, 'scoring_settings returning project_id as id', {
    project_id: projectId,
    enabled_at: options.scoringEnabled === false ? null : new Date(0),
    session_seed: Buffer.from(name),
    ...options.settings,
  });
  const keys = { siteKey: `pk_${name}`, privateKey: `sk_${name}` };
  const site = { kind: 'site', key_hash: hashKey(keys.siteKey), public_key: keys.siteKey };
  for (const key of [site, { kind: 'private', key_hash: hashKey(keys.privateKey) }]) {
    await insert(sql, 'project_keys returning id', {
      project_id: projectId,
      last_four: name.slice(-4),
      ...key,
    });
  }
  return { accountId, projectId, ...keys };
}

async function insert(sql: Sql, into: string, row: Readonly<Record<string, unknown>>): Promise<number> {
  const [table, ...returning] = into.split(' ');
  const columns = Object.keys(row);
  const places = columns.map((_, index) => `$${index + 1}`);
  const text = `insert into accounts.${table} (${columns}) values (${places}) ${returning.join(' ')}`;
  const { rows } = await sql.query<{ id: number }>(text, Object.values(row));
  return rows[0]?.id ?? 0;
}
