import { type AuditEntry, type AuditQuery, actorKinds } from '@botect/contracts';
import { Prisma } from '@botect/database';
import type { AuditNote, AuditOrigin, AuditStore } from '../ports/index.ts';
import type { Queries } from './queries.ts';

export function prismaAuditStore(queries: Queries): AuditStore {
  return {
    async append(origin, notes) {
      if (notes.length === 0) return;
      await queries.auditEntry.createMany({ data: notes.map((note) => row(origin, note)) });
    },
    async list(accountId, query) {
      const where = { accountId, ...filterOf(query) };
      const rows = await queries.auditEntry.findMany({ where, orderBy: { id: 'desc' }, take: query.limit });
      return rows.map(entryOf);
    },
  };
}

function row({ accountId, actor, requestId, address }: AuditOrigin, note: AuditNote) {
  const { action, subject, subjectId, projectId = null, before, after } = note;
  return {
    accountId,
    projectId,
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: actor.name,
    action,
    subject,
    subjectId: subjectId === null ? null : String(subjectId),
    before: json(before),
    after: json(after),
    requestId,
    address,
  };
}

const json = (value: object | null | undefined) =>
  value == null ? Prisma.DbNull : (JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue);

function filterOf({ project, actor, action, from, to, before }: AuditQuery): Prisma.AuditEntryWhereInput {
  const isKind = actorKinds.some((kind) => kind === actor);
  return {
    ...(project !== undefined && { projectId: project }),
    ...(actor !== undefined && (isKind ? { actorKind: actor } : { actorId: actor })),
    ...(action !== undefined && { action }),
    at: { ...(from !== undefined && { gte: new Date(from) }), ...(to !== undefined && { lt: new Date(to) }) },
    ...(before !== undefined && { id: { lt: before } }),
  };
}

type EntryRow = Prisma.AuditEntryGetPayload<Record<never, never>>;

function entryOf({ id, at, actorKind, actorId, actorName, ...row }: EntryRow): AuditEntry {
  return {
    id: Number(id),
    at: at.toISOString(),
    actor: { kind: actorKind as AuditEntry['actor']['kind'], id: actorId, name: actorName },
    action: row.action,
    subject: { type: row.subject, id: row.subjectId },
    project_id: row.projectId,
    before: row.before,
    after: row.after,
    request_id: row.requestId,
    address: row.address,
  };
}
