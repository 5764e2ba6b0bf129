import { z } from 'zod';
import { sessionTokenPattern } from '../tokens.ts';
import { actions, bands } from '../verdict.ts';
import { operationsOf } from './operation.ts';
import { instantSchema, timestampSchema } from './text.ts';

const site = { credential: 'account', tag: 'Sessions', permission: 'searchCaptchaRecords' } as const;
const sessions = '/v1/projects/{project}/sessions';

export const sessionsCountedMax = 10_000;

const score = z.int().min(0).max(99);
const queryScore = z.coerce.number().int().min(0).max(99);
const nullableNumber = z.number().nullable();

/** One address, in any of its spellings. */
export const addressSchema = z.union([z.ipv4(), z.ipv6()], { error: 'must be an address' });
const networkSchema = z.union([addressSchema, z.cidrv4(), z.cidrv6()], {
  error: 'must be an address or a CIDR block',
});
/** As a header carries it, whatever that is. */
export const userAgentSchema = z
  .string()
  .min(1)
  .max(2_048)
  .refine((text) => !text.includes('\0'), { error: 'must not hold NUL' });
export const sessionTokenSchema = z.string().regex(sessionTokenPattern, 'must be a session token');

export const sessionsQuerySchema = z.object({
  ip: networkSchema.optional(),
  user_agent: userAgentSchema.optional(),
  country: z
    .string()
    .regex(/^[A-Za-z]{2}$/, 'must be a country code of two letters')
    .optional(),
  band: z.enum(bands).optional(),
  score_min: queryScore.optional(),
  score_max: queryScore.optional(),
  /** The id of a detection. */
  detection: z.coerce.number().int().min(1).max(65_535).optional(),
  verified: z.enum(['true', 'false']).optional(),
  /** How the token begins. */
  session_token: sessionTokenSchema.optional(),
  from: instantSchema.optional(),
  to: instantSchema.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  /** `next` of the page before. */
  after: z.string().max(200).optional(),
});

export const sessionSummarySchema = z.object({
  session_token: z.string(),
  score,
  band: z.enum(bands),
  detection_ids: z.array(z.int()),
  verified_bot_category: z.string().nullable(),
  ip: z.string().nullable(),
  user_agent: z.string().nullable(),
  country: z.string().nullable(),
  first_seen_at: timestampSchema,
  last_seen_at: timestampSchema,
  scored_at: timestampSchema,
});
export type SessionSummary = Readonly<z.infer<typeof sessionSummarySchema>>;

export const sessionPageSchema = z.object({
  sessions: z.array(sessionSummarySchema),
  /** Counted up to 10,000. */
  total: z.int(),
  total_is_exact: z.boolean(),
  has_more: z.boolean(),
  next: z.string().nullable(),
  /** The time searched, which may begin later than was asked. */
  from: timestampSchema,
  to: timestampSchema,
});
export type SessionPage = Readonly<z.infer<typeof sessionPageSchema>>;

/** A part of the score: what was measured and how much it weighs. */
const reasonSchema = z.object({
  /** Null for what speaks for a person, and for what is no sign by itself. */
  detection_id: z.int().nullable(),
  term: z.string(),
  points: z.number(),
  evidence: z.string(),
});

const predicateSchema = z.object({
  /** The condition as the rule has it. */
  text: z.string(),
  /** What the session has there. */
  value: z.unknown(),
  held: z.boolean(),
});

const ruleNameSchema = z.object({ id: z.int(), name: z.string() });

const decisionSchema = z.object({
  band: z.enum(bands),
  action: z.enum(actions),
  /** Which step of the resolution decided. */
  step: z.string(),
  rule: ruleNameSchema.nullable(),
  shadow_matches: z.array(ruleNameSchema),
  why: z.array(ruleNameSchema.extend({ predicates: z.array(predicateSchema) })),
});
export type SessionDecision = Readonly<z.infer<typeof decisionSchema>>;

const pageSignalsSchema = z.object({
  /** A hash of its path; null for signals that name no page. */
  page: z.string().nullable(),
  measures: z.record(z.string(), z.number()),
  pointer_types: z.array(z.string()),
});
export type PageSignals = Readonly<z.infer<typeof pageSignalsSchema>>;

export const sessionDetailSchema = sessionSummarySchema.extend({
  behavioral: z.object({
    mouse_entropy: nullableNumber,
    scroll_velocity: nullableNumber,
    visibility_changes: nullableNumber,
    first_input_delay_ms: nullableNumber,
    time_to_first_input_ms: nullableNumber,
  }),
  js_detection: z.object({
    passed: z.boolean().nullable(),
    tells: z.array(z.string()),
    languages: z.array(z.string()),
  }),
  /** What the site's server last said, and when it was so; null when it never did. */
  logged_in: z.boolean().nullable(),
  logged_in_at: timestampSchema.nullable(),
  /** Pages the site's server told of; null when it told of none. All but the count is of the newest. */
  page_hits: z
    .object({
      count: z.int(),
      header_names: z.array(z.string()),
      languages: z.array(z.string()),
      had_session_cookie: z.boolean(),
      /** A guessed one is shown here alone: it is evidence of nothing. */
      address: z.object({ ip: z.string(), source: z.string().nullable(), inferred: z.boolean() }).nullable(),
    })
    .nullable(),
  history: z.array(z.object({ at: timestampSchema, score, detection_ids: z.array(z.int()) })),
  detections: z.array(
    z.object({
      id: z.int(),
      name: z.string(),
      engine: z.string(),
      sentence: z.string(),
      points: nullableNumber,
      evidence: z.string().nullable(),
    }),
  ),
  reasons: z.array(reasonSchema),
  signals: z.object({ pages: z.array(pageSignalsSchema) }),
  decision: decisionSchema,
});
export type SessionDetail = Readonly<z.infer<typeof sessionDetailSchema>>;

const exampleSession = {
  session_token: 'sess_9f3c0123456789abcdef0123456789abcdef0123456789ab',
  score: 12,
  band: 'likely_automated' as const,
  detection_ids: [3002],
  verified_bot_category: null,
  ip: '203.0.113.9',
  user_agent: 'Mozilla/5.0 (X11; Linux x86_64)',
  country: null,
  first_seen_at: '2026-06-14T10:00:00.000Z',
  last_seen_at: '2026-06-14T10:00:04.000Z',
  scored_at: '2026-06-14T10:00:04.250Z',
};

export const sessionOperations = operationsOf({
  listSessions: {
    ...site,
    method: 'GET',
    path: sessions,
    summary: 'Search the scored sessions of a project, newest first',
    description:
      'The last seven days unless told; at most the last thirty, and the answer says which. Filters are all to hold; those by score leave out sessions that have none, unless `score_min` is 0. For the next page send `next` as `after`, and the same filters.',
    query: sessionsQuerySchema,
    answer: { outcome: 'ok', schema: sessionPageSchema },
    problems: ['INVALID_PAYLOAD'],
    example: {
      query: { band: 'likely_automated', limit: '1' },
      answer: {
        sessions: [exampleSession],
        total: 1,
        total_is_exact: true,
        has_more: false,
        next: null,
        from: '2026-06-07T10:05:00.000Z',
        to: '2026-06-14T10:05:00.000Z',
      },
    },
  },
  showSession: {
    ...site,
    method: 'GET',
    path: `${sessions}/{session_token}`,
    summary: 'All about one session: how its score came to be, and what a verdict would say now',
    description:
      'The decision is that of a verdict read without request context, by the rules of this moment.',
    answer: { outcome: 'ok', schema: sessionDetailSchema },
    problems: ['NOT_FOUND'],
  },
});
