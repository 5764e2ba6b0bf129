import { z } from 'zod';
import { eventsRequestSchema } from '../signals.ts';
import { actions, bands } from '../verdict.ts';
import { operationsOf } from './operation.ts';

const dataPlane = { tag: 'Data plane' } as const;

/** The answer of `POST /v1/events`; `over_quota` is present, and true, only above the account's monthly quota. */
const eventsAcceptedSchema = z.object({
  session_token: z.string(),
  accepted: z.int(),
  duplicates: z.int(),
  over_quota: z.literal(true).optional(),
});

const verdictSchema = z.object({
  verdict: z.enum(bands),
  score: z.int().min(0).max(99),
  action: z.enum(actions),
  detection_ids: z.array(z.int()),
  reason: z.string(),
});

/** What the request the site is about to answer looks like; a value longer than 2,048 bytes counts as not given. */
const verdictContextSchema = z.object({
  path: z.string().optional(),
  ip: z.string().optional(),
  country: z.string().optional(),
  ua: z.string().optional(),
  logged_in: z.enum(['0', '1']).optional(),
});

const detectionSchema = z.object({
  id: z.int(),
  engine: z.string(),
  name: z.string(),
  sentence: z.string(),
  false_positives: z.string(),
});

export const dataPlaneOperations = operationsOf({
  acceptEvents: {
    ...dataPlane,
    method: 'POST',
    path: '/v1/events',
    summary: 'Send a batch of interaction events',
    description:
      'Answered once the batch is kept; scoring happens later. The site key may also be sent in the body as `site_key`. Never rate-limited.',
    credential: 'site-key',
    body: eventsRequestSchema,
    answer: { outcome: 'accepted', schema: eventsAcceptedSchema },
    problems: ['NO_ACTIVE_SUBSCRIPTION', 'INVALID_PAYLOAD', 'PAYLOAD_TOO_LARGE'],
    example: {
      body: {
        session_token: null,
        events: [
          {
            request_id: 'a1b2-event-uuid',
            type: 'mouse',
            received_at: '2026-06-14T10:00:00Z',
            payload: { entropy: 0.74, samples: 128 },
          },
        ],
      },
      answer: {
        session_token: 'sess_9f3c0123456789abcdef0123456789abcdef0123456789ab',
        accepted: 1,
        duplicates: 0,
      },
    },
  },
  readVerdict: {
    ...dataPlane,
    method: 'GET',
    path: '/v1/sessions/{session_token}/verdict',
    summary: 'What to do with a visitor',
    description:
      'Branch on `action`. A session that is unknown, of another project or not scored yet is allowed; so is everybody while something is down. Never rate-limited.',
    credential: 'private-key',
    query: verdictContextSchema,
    answer: { outcome: 'ok', schema: verdictSchema },
    problems: ['NO_ACTIVE_SUBSCRIPTION'],
    example: {
      answer: {
        verdict: 'likely_human',
        score: 87,
        action: 'allow',
        detection_ids: [],
        reason: 'No bot signals; natural interaction profile.',
      },
    },
  },
  listDetections: {
    ...dataPlane,
    method: 'GET',
    path: '/v1/detections',
    summary: 'Every detection there is',
    credential: 'none',
    answer: { outcome: 'ok', schema: z.array(detectionSchema) },
  },
});
