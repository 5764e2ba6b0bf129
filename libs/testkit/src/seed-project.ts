import type { Action } from '@botect/contracts';
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
    await insert(sql, 'keys returning 0 as id', {
      account_id: accountId,
      project_id: projectId,
      label: `${key.kind} key`,
      last_four: name.slice(-4),
      ...key,
    });
  }
  return { accountId, projectId, ...keys };
}

type Owner = Pick<SeededProject, 'accountId' | 'projectId'>;

export interface SeedRule {
  /** Parsed, as the control plane stores it. */
  readonly expression: object;
  readonly action: Action;
  readonly name?: string;
  /** For all projects of the account. */
  readonly accountWide?: boolean;
  readonly isActive?: boolean;
  readonly isShadow?: boolean;
  readonly sortOrder?: number;
  readonly expiresAt?: Date;
}

/** A rule of a project, or of its whole account; answers its id. Nobody is told of it. */
export function seedRule(sql: Sql, of: Owner, rule: SeedRule): Promise<number> {
  return insert(sql, 'rules returning id', {
    account_id: of.accountId,
    project_id: rule.accountWide ? null : of.projectId,
    name: rule.name ?? 'Seeded rule',
    expression_source: '',
    expression: JSON.stringify(rule.expression),
    action: rule.action,
    is_active: rule.isActive ?? true,
    is_shadow: rule.isShadow ?? false,
    sort_order: rule.sortOrder ?? 0,
    expires_at: rule.expiresAt ?? null,
  });
}

async function insert(sql: Sql, into: string, row: Readonly<Record<string, unknown>>): Promise<number> {
  const [table, ...returning] = into.split(' ');
  const columns = Object.keys(row);
  const places = columns.map((_, index) => `$${index + 1}`);
  const text = `insert into accounts.${table} (${columns}) values (${places}) ${returning.join(' ')}`;
  const { rows } = await sql.query<{ id: number }>(text, Object.values(row));
  return rows[0]?.id ?? 0;
}
