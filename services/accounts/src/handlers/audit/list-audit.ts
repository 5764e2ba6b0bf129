import { type AuditEntry, auditExportQuerySchema, auditQuerySchema } from '@botect/contracts';
import { ok, type Reply, type Request, text } from '@botect/http';
import { stringify } from 'csv-stringify/sync';
import type { Ports } from '../../ports/index.ts';
import { readQuery } from '../gate/read-query.ts';
import type { AccountVisit } from '../gate/visit.ts';

/** `GET /v1/audit`: a page, newest first. */
export function listAudit({ stores }: Pick<Ports, 'stores'>) {
  return async ({ request, account }: AccountVisit): Promise<Reply> => {
    const query = readQuery(request, auditQuerySchema);
    const { items, next } = await page(stores.audit, account.id, query);
    return ok({ items, has_more: next !== null, next });
  };
}

/** `GET /v1/audit/export`: the same as a file. Where it ends short of the last entry, a header says how to go on. */
export function exportAudit({ stores }: Pick<Ports, 'stores'>) {
  return async ({ request, account }: AccountVisit): Promise<Reply> => {
    const { format, ...query } = readQuery(request, auditExportQuerySchema);
    const { items, next } = await page(stores.audit, account.id, query);
    if (next !== null) request.setHeader('X-Next-Before', String(next));
    nameFile(request, `audit-${account.slug}.${format}`);
    return format === 'csv' ? text(csv(items), 'text/csv') : text(ndjson(items), 'application/x-ndjson');
  };
}

type Audit = Ports['stores']['audit'];
type Query = Parameters<Audit['list']>[1];

/** Asks for one entry more than the page holds, to tell whether there is another page. */
async function page(audit: Audit, accountId: number, query: Query) {
  const found = await audit.list(accountId, { ...query, limit: query.limit + 1 });
  const items = found.slice(0, query.limit);
  return { items, next: found.length > items.length ? (items.at(-1)?.id ?? null) : null };
}

/** Slugs are letters, digits and hyphens; nothing else gets into the header. */
function nameFile(request: Request, name: string): void {
  request.setHeader('Content-Disposition', `attachment; filename="${name.replaceAll(/[^\w.-]/g, '')}"`);
}

const ndjson = (entries: readonly AuditEntry[]) =>
  entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');

function csv(entries: readonly AuditEntry[]): string {
  const rows = entries.map(({ actor, subject, before, after, ...entry }) => ({
    ...entry,
    actor_kind: actor.kind,
    actor_id: actor.id,
    actor_name: actor.name,
    subject_type: subject.type,
    subject_id: subject.id,
    before: before === null ? null : JSON.stringify(before),
    after: after === null ? null : JSON.stringify(after),
  }));
  return stringify(rows, { header: true, columns: [...csvColumns], escape_formulas: true });
}

const csvColumns = [
  'id',
  'at',
  'actor_kind',
  'actor_id',
  'actor_name',
  'action',
  'subject_type',
  'subject_id',
  'project_id',
  'before',
  'after',
  'request_id',
  'address',
] as const;
