import { addressHashSql, type Database, Prisma } from '@botect/database';

export interface SeededSession {
  readonly token: string;
  readonly score: number;
  readonly lastSeenMs: number;
  readonly ip?: string | null;
  readonly ua?: string | null;
  readonly country?: string | null;
  readonly verifiedCategory?: string | null;
  readonly mouseEntropy?: number | null;
  readonly loggedIn?: boolean | null;
  readonly detectionIds?: readonly number[];
}

/** Sessions as scoring leaves them. Written in its role: the control plane may read them, no more. */
export async function seedSessions(
  { prisma }: Database,
  { accountId, projectId }: { readonly accountId: number; readonly projectId: number },
  sessions: readonly SeededSession[],
): Promise<void> {
  const rows = sessions.map(({ lastSeenMs, ...session }) => ({ ...session, lastSeen: new Date(lastSeenMs) }));
  await prisma.$transaction(async (inside) => {
    await inside.$executeRaw`set local role botect_scoring`;
    await inside.$executeRaw`
      insert into scoring.sessions (project_id, token, account_id, revision, score, ip, ua, country, verified_category,
        mouse_entropy, logged_in, detection_ids, last_seen_at)
      select ${projectId}, token, ${accountId}, 1, score, ip, ua, country, "verifiedCategory", "mouseEntropy", "loggedIn",
        coalesce("detectionIds", '{}'), "lastSeen"
      from json_to_recordset(${JSON.stringify(rows)}::json) as seeded(token text, score int, ip text, ua text, country text,
        "verifiedCategory" text, "mouseEntropy" real, "loggedIn" bool, "detectionIds" int[], "lastSeen" timestamptz)`;
  });
}

/** What scoring does to sessions long idle. */
export async function hideAddresses({ prisma }: Database, projectId: number): Promise<void> {
  await prisma.$transaction(async (inside) => {
    await inside.$executeRaw`set local role botect_scoring`;
    await inside.$executeRaw`
      update scoring.sessions session set ip = null, address_hidden = true,
        address_hash = ${Prisma.raw(addressHashSql('session.project_id', 'session.ip'))}
      where project_id = ${projectId}`;
  });
}

/** So many sessions that differ in their token alone. */
export const alike = (count: number, session: SeededSession): SeededSession[] =>
  Array.from({ length: count }, (_, index) => ({ ...session, token: `${session.token}-${index}` }));
