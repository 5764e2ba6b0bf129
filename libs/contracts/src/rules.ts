import { z } from 'zod';
import { printableText, timestampSchema } from './api/text.ts';
import { actions, bands } from './verdict.ts';

const name = printableText(120);
/** Its grammar is judged by the parser, which knows the column of a fault. */
const expression = z.string();
const action = z.enum(actions);
const sortOrder = z.int().min(-100_000).max(100_000);
const yearSeconds = 31_536_000;
export const expiresInSeconds = z.int().min(1).max(yearSeconds);
/** Rules made together, to be deleted together. */
export const ruleGroup = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1–64 of A–Z a–z 0–9 _ -');

/** Body of `POST /v1/projects/{project}/rules`. */
export const ruleCreateSchema = z.strictObject({
  name,
  expression,
  action,
  is_active: z.boolean().default(true),
  sort_order: sortOrder.default(0),
  is_shadow: z.boolean().default(false),
  group: ruleGroup.nullable().default(null),
  expires_in_seconds: expiresInSeconds.nullable().default(null),
});
export type RuleCreate = Readonly<z.infer<typeof ruleCreateSchema>>;

/** Body of `PATCH /v1/projects/{project}/rules/{rule}`; null takes a group or an expiry away. */
export const ruleUpdateSchema = z.strictObject({
  name: name.optional(),
  expression: expression.optional(),
  action: action.optional(),
  is_active: z.boolean().optional(),
  sort_order: sortOrder.optional(),
  is_shadow: z.boolean().optional(),
  group: ruleGroup.nullable().optional(),
  expires_in_seconds: expiresInSeconds.nullable().optional(),
});
export type RuleUpdate = Readonly<z.infer<typeof ruleUpdateSchema>>;

export const ruleSchema = z.object({
  id: z.int(),
  /** Null for a rule of every project of the account. */
  project_id: z.int().nullable(),
  name: z.string(),
  expression_source: z.string(),
  action,
  is_active: z.boolean(),
  sort_order: z.int(),
  created_at: timestampSchema,
  updated_at: timestampSchema,
  is_shadow: z.boolean(),
  group_id: z.string().nullable(),
  expires_at: timestampSchema.nullable(),
  /** Verdicts of the last 7 days it matched. */
  matches: z.int(),
});
export type Rule = Readonly<z.infer<typeof ruleSchema>>;

export const ruleListQuerySchema = z.object({ include: z.enum(['account']).optional() });

export const ruleOrderSchema = z.strictObject({ rule_ids: z.array(z.int()).max(1_000) });

export const ruleGroupDeletedSchema = z.object({ deleted: z.int() });

export const ruleMatchesQuerySchema = z.object({ days: z.coerce.number().int().min(1).max(90).default(7) });

export const ruleMatchesSchema = z.object({
  rule_id: z.int(),
  unit: z.enum(['hour', 'day']),
  total: z.int(),
  /** Ascending; hours or days without a match are left out. */
  points: z.array(z.object({ at: timestampSchema, matches: z.int() })),
});
export type RuleMatches = Readonly<z.infer<typeof ruleMatchesSchema>>;

/** Body of `POST /v1/projects/{project}/rules/preview`. */
export const rulePreviewSchema = z.strictObject({
  expression,
  days: z.int().min(1).max(30).default(7),
  sample: z.int().min(0).max(50).default(10),
});

export const previewedSessionSchema = z.object({
  session_token: z.string(),
  score: z.int(),
  band: z.enum(bands),
  last_seen_at: timestampSchema,
});

/** What a rule would have matched among the sessions kept. */
export const rulePreviewedSchema = z.object({
  evaluated: z.int(),
  /** False when there were more sessions than are looked at: the newest were. */
  is_exact: z.boolean(),
  matched: z.int(),
  /** Verified bots that match and are not among those: while `allow_verified` is on they pass before any rule is looked at. */
  verified_passed: z.int(),
  /** Of those matched. */
  by_band: z.record(z.enum(bands), z.int()),
  sample: z.array(previewedSessionSchema),
  /** Fields of the expression that no kept session holds: unknown here, known when a verdict is read. */
  unknown_fields: z.array(z.string()),
});
export type RulePreviewed = Readonly<z.infer<typeof rulePreviewedSchema>>;
