import { z } from 'zod';
import { instantSchema, printableText, timestampSchema } from './api/text.ts';

export const actorKinds = ['person', 'key', 'system'] as const;

export const auditEntrySchema = z.object({
  id: z.int(),
  at: timestampSchema,
  /** `name` is the one it had then. */
  actor: z.object({ kind: z.enum(actorKinds), id: z.string().nullable(), name: z.string() }),
  /** Like `rule.created`. */
  action: z.string(),
  subject: z.object({ type: z.string(), id: z.string().nullable() }),
  project_id: z.int().nullable(),
  before: z.unknown(),
  after: z.unknown(),
  request_id: z.string(),
  address: z.string(),
});
/** One management write, as kept. */
export type AuditEntry = Readonly<z.infer<typeof auditEntrySchema>>;

const whole = (max: number) => z.coerce.number().int().min(1).max(max);

const filterShape = {
  project: whole(2_147_483_647).optional(),
  /** The id of a person or key, or one of the kinds. */
  actor: printableText(100).optional(),
  action: printableText(100).optional(),
  from: instantSchema.optional(),
  /** Exclusive. */
  to: instantSchema.optional(),
  /** The id of the last entry of the page before. */
  before: whole(Number.MAX_SAFE_INTEGER).optional(),
};

export const auditQuerySchema = z.object({ ...filterShape, limit: whole(100).default(20) });

export const auditExportMax = 10_000;
export const auditExportQuerySchema = z.object({
  ...filterShape,
  limit: whole(auditExportMax).default(auditExportMax),
  format: z.enum(['csv', 'ndjson']).default('csv'),
});

/** What is asked of the audit. */
export type AuditQuery = Readonly<z.infer<typeof auditQuerySchema>>;

export const auditPageSchema = z.object({
  items: z.array(auditEntrySchema),
  has_more: z.boolean(),
  /** To be sent as `before` for the page after this one. */
  next: z.int().nullable(),
});
