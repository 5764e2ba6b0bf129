import { z } from 'zod';
import { timestampSchema } from './api/text.ts';
import { expiresInSeconds, ruleSchema } from './rules.ts';
import { actions } from './verdict.ts';

const daySeconds = 86_400;
const idMax = 2_147_483_647;

export const suggestionSchema = z.object({
  id: z.int(),
  project_id: z.int(),
  kind: z.enum(['network', 'agent']),
  /** The network as CIDR, or the user agent. */
  subject: z.string(),
  /** What the rule would be. */
  expression_source: z.string(),
  action: z.enum(actions),
  /** Sessions of the subject in the period, and how many of them were bots. */
  sessions: z.int(),
  bot_sessions: z.int(),
  period_start: timestampSchema,
  period_end: timestampSchema,
  status: z.enum(['open', 'applied', 'dismissed']),
  /** The rule it became; null unless applied. */
  rule_id: z.int().nullable(),
  created_at: timestampSchema,
  updated_at: timestampSchema,
});
export type Suggestion = Readonly<z.infer<typeof suggestionSchema>>;

/** Body of `POST /v1/projects/{project}/rule-suggestions/apply`. */
export const suggestionsApplySchema = z.strictObject({
  suggestion_ids: z.array(z.int().min(1).max(idMax)).min(1).max(50),
  expires_in_seconds: expiresInSeconds.nullable().default(daySeconds),
  action: z.enum(actions).optional(),
});
export type SuggestionsApply = Readonly<z.infer<typeof suggestionsApplySchema>>;

export const suggestionsAppliedSchema = z.object({
  /** Of the rules this call created; null when it created none. */
  group_id: z.string().nullable(),
  /** In the order asked for, each once. */
  applied: z.array(
    z.object({
      suggestion_id: z.int(),
      is_new: z.boolean(),
      /** Null when the rule was deleted since. */
      rule: ruleSchema.nullable(),
    }),
  ),
});
export type SuggestionsApplied = Readonly<z.infer<typeof suggestionsAppliedSchema>>;
