import type { Database } from '@botect/database';

export interface SessionDetails {
  readonly reasons?: readonly object[];
  readonly history?: readonly object[];
  readonly state?: object;
}

/** Gives a seeded session what a list does not show. */
export async function seedDetails(
  { prisma }: Database,
  { projectId, token }: { readonly projectId: number; readonly token: string },
  { reasons = [], history = [], state = {} }: SessionDetails,
): Promise<void> {
  await prisma.$transaction(async (inside) => {
    await inside.$executeRaw`set local role botect_scoring`;
    await inside.$executeRaw`
      update scoring.sessions set reasons = ${JSON.stringify(reasons)}::jsonb, history = ${JSON.stringify(history)}::jsonb,
        state = ${JSON.stringify(state)}::jsonb
      where project_id = ${projectId} and token = ${token}`;
  });
}

/** Events metered for an account, by month like `2026-06`. */
export async function seedUsage(
  { prisma }: Database,
  accountId: number,
  months: Readonly<Record<string, number>>,
): Promise<void> {
  await prisma.$transaction(async (inside) => {
    await inside.$executeRaw`set local role botect_scoring`;
    for (const [month, events] of Object.entries(months))
      await inside.$executeRaw`
        insert into scoring.usage_months (account_id, month, events)
        values (${accountId}, (${month} || '-01')::date, ${events})`;
  });
}
