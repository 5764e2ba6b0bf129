import { z } from 'zod';
import { operationsOf } from './operation.ts';
import { portal, portalBody } from './portal-body.ts';
import { addressSchema, sessionTokenSchema, userAgentSchema } from './sessions.ts';
import { lastMs } from './text.ts';

/** What a record may be searched by: what is kept of a session. Other criteria are refused by name, being no keys of this object. */
const criteriaSchema = z.strictObject({
  ip: addressSchema.optional(),
  userAgent: userAgentSchema.optional(),
  countryCode: z
    .string()
    .regex(/^[A-Za-z]{2}$/, 'must be a country code of two letters')
    .optional(),
  status: z.enum(['Approved', 'Disapproved', 'Pending']).optional(),
  /** Ids of detections, all of which were triggered. */
  triggeredDetectors: z.array(z.int().min(1).max(65_535)).min(1).max(1).optional(),
});

const epochMs = z.int().min(0).max(lastMs);
const puzzles = 'there are no puzzles of this platform’s own: all or blocked';

export const recordSearchSchema = portalBody({
  siteKey: z.string().optional(),
  captchaType: z.enum(['all', 'blocked'], puzzles).default('all'),
  searchCriteria: criteriaSchema.default({}),
  startDate: epochMs.optional(),
  endDate: epochMs.optional(),
  pagination: z
    .strictObject({
      limit: z.int().min(1).max(100).default(20),
      lastId: sessionTokenSchema.optional(),
      lastTimestamp: epochMs.optional(),
    })
    .refine(({ lastId, lastTimestamp }) => (lastId === undefined) === (lastTimestamp === undefined), {
      error: 'lastId and lastTimestamp go together',
    })
    .default({ limit: 20 }),
});
export type RecordSearch = Readonly<z.output<typeof recordSearchSchema>>;

export const portalRecordSchema = z.object({
  id: z.string(),
  siteKey: z.string(),
  timestamp: z.int(),
  status: z.enum(['Approved', 'Disapproved', 'Pending']),
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
  countryCode: z.string().nullable(),
  /** 0 to 1, high is bot; null while there is none. */
  score: z.number().nullable(),
  /** Above it a session counts as a bot. */
  threshold: z.number(),
  triggeredDetectors: z.array(z.int()),
});
export type PortalRecord = Readonly<z.infer<typeof portalRecordSchema>>;

export const recordsFoundSchema = z.object({
  records: z.array(portalRecordSchema),
  total: z.int(),
  /** False: there are more than are counted. */
  totalIsExact: z.boolean(),
  limit: z.int(),
  hasMore: z.boolean(),
  /** Both, for the next page. */
  lastId: z.string().optional(),
  lastTimestamp: z.int().optional(),
});
export type RecordsFound = z.infer<typeof recordsFoundSchema>;

export const portalAuditOperations = operationsOf({
  searchCaptchaRecords: {
    ...portal,
    tag: 'Portal: records',
    path: '/audit/searchcaptcharecords',
    summary: 'Search scored sessions, newest first',
    description:
      'Dates in milliseconds since 1970; the last seven days unless told, at most the last thirty. Approved: a person or verified bot; `blocked`: definite bots, who are not challenged. For the next page send the `lastId` and `lastTimestamp` answered.',
    permission: 'searchCaptchaRecords',
    body: recordSearchSchema,
    answer: { outcome: 'ok', schema: recordsFoundSchema },
    problems: ['INVALID_PAYLOAD', 'NOT_FOUND'],
    example: {
      body: { searchCriteria: { status: 'Disapproved' }, pagination: { limit: 1 } },
      answer: {
        records: [
          {
            id: 'sess_9f3c0123456789abcdef0123456789abcdef0123456789ab',
            siteKey: 'pk_2bXexampleexampleexampleexample12',
            timestamp: 1_781_431_204_000,
            status: 'Disapproved',
            ip: '192.0.2.7',
            userAgent: 'Mozilla/5.0 (X11; Linux x86_64)',
            countryCode: null,
            score: 0.88,
            threshold: 0.7,
            triggeredDetectors: [3002],
          },
        ],
        total: 1,
        totalIsExact: true,
        limit: 1,
        hasMore: false,
      },
    },
  },
});
