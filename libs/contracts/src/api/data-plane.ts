import { z } from 'zod';
import { pageHitSchema, serverEventsSchema } from '../server-hits.ts';
import { eventsRequestSchema } from '../signals.ts';
import { actions, bands } from '../verdict.ts';
import { operationsOf } from './operation.ts';
import { timestampSchema } from './text.ts';

const dataPlane = { tag: 'Data plane' } as const;

/** The answer of `POST /v1/events`; `over_quota` is present, and true, only above the account's monthly quota. */
const eventsAcceptedSchema = z.object({
  session_token: z.string(),
  accepted: z.int(),
  duplicates: z.int(),
  over_quota: z.literal(true).optional(),
});

/** One page: it was new, or it was told of before. */
const pageHitAcceptedSchema = z.object({
  session_token: z.string(),
  accepted: z.int().min(0).max(1),
  duplicates: z.int().min(0).max(1),
});

const loggedInSchema = z.object({ logged_in: z.literal(true), asserted_at: timestampSchema });

/** What both kinds of delivery of the examples say of the visitor. */
const exampleDelivery = {
  schema_version: 1,
  page_id: '0123456789abcdef0123456789abcdef',
  session_token: 'sess_9f3c0123456789abcdef0123456789abcdef0123456789ab',
  logged_in: false,
  observed_ip: '198.51.100.7',
  observed_ip_source: 'header',
  observed_ip_inferred: false,
};

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
  /** Points it adds to the neutral 50, at most where they depend on a measure; null for a hard score or no points. */
  weight: z.number().nullable(),
});

const serverProblems = [
  'NO_ACTIVE_SUBSCRIPTION',
  'INVALID_PAYLOAD',
  'PAYLOAD_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'SERVICE_UNAVAILABLE',
] as const;

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
  acceptPageHit: {
    ...dataPlane,
    method: 'POST',
    path: '/v1/server/page-hits',
    summary: 'Tell that your server rendered a page',
    description:
      'Makes a visitor known who runs no script. A page counts once by its `page_id`, however often it is told. One that was rendered more than 3,600 seconds ago is refused with INVALID_PAYLOAD, which ends its delivery. An address that is not public, or guessed, is no evidence, and never a reason to refuse.',
    credential: 'private-key',
    body: pageHitSchema,
    answer: { outcome: 'accepted', schema: pageHitAcceptedSchema },
    problems: serverProblems,
    example: {
      body: {
        ...exampleDelivery,
        occurred_at: '2026-06-14T10:00:00Z',
        method: 'GET',
        path_hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
        header_names: ['host', 'user-agent', 'accept', 'accept-language', 'accept-encoding', 'cookie'],
        languages: ['en-gb', 'en'],
        had_session_cookie: true,
        duration_ms: 38,
        ja4: null,
      },
      answer: { session_token: exampleDelivery.session_token, accepted: 1, duplicates: 0 },
    },
  },
  acceptServerEvents: {
    ...dataPlane,
    method: 'POST',
    path: '/v1/server/events',
    summary: 'Hand on the events your server received from a browser',
    description:
      'For collection under your own domain. The events are those of `POST /v1/events`, without `page_path_shape`; they belong to the session named here, whatever the browser claimed. One invalid event refuses them all.',
    credential: 'private-key',
    body: serverEventsSchema,
    answer: { outcome: 'accepted', schema: eventsAcceptedSchema },
    problems: serverProblems,
    example: {
      body: {
        ...exampleDelivery,
        events: [
          {
            request_id: 'relayed-1',
            type: 'mouse',
            received_at: '2026-06-14T10:00:04.250Z',
            payload: { mouse_entropy: 0.74, mouse_moves: 128 },
          },
        ],
      },
      answer: { session_token: exampleDelivery.session_token, accepted: 1, duplicates: 0 },
    },
  },
  assertLogin: {
    ...dataPlane,
    method: 'POST',
    path: '/v1/sessions/{session_token}/logged-in',
    summary: 'Tell that this visitor logged in',
    description:
      'Without a body. Rules read it as `logged_in`; the score stays as it is. UNKNOWN_SESSION when the session is not known yet: try again.',
    credential: 'private-key',
    answer: { outcome: 'ok', schema: loggedInSchema },
    problems: ['NO_ACTIVE_SUBSCRIPTION', 'UNKNOWN_SESSION', 'SERVICE_UNAVAILABLE'],
    example: { answer: { logged_in: true, asserted_at: '2026-06-14T10:00:00Z' } },
  },
  readVerdict: {
    ...dataPlane,
    method: 'GET',
    path: '/v1/sessions/{session_token}/verdict',
    summary: 'What to do with a visitor',
    description:
      'Branch on `action`. A session that is unknown, of another project or not scored yet is allowed; so is everybody while something is down. A crawler that `ip` and `ua` prove is verified, whatever the session. Never rate-limited.',
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
  showBrowserScript: {
    ...dataPlane,
    method: 'GET',
    path: '/v1/sdk.js',
    summary: 'The script that pages load',
    description: 'Of today; kept for ten minutes. CORS for any origin.',
    credential: 'none',
    answer: { outcome: 'ok', mediaType: 'text/javascript; charset=utf-8' },
    problems: ['SERVICE_UNAVAILABLE'],
  },
  showPinnedScript: {
    ...dataPlane,
    method: 'GET',
    path: '/v1/sdk-{version}.js',
    summary: 'One version of the script, for pages that name its hash',
    description: 'Never changes. An installation has the version it came with alone.',
    credential: 'none',
    answer: { outcome: 'ok', mediaType: 'text/javascript; charset=utf-8' },
    problems: ['NOT_FOUND', 'SERVICE_UNAVAILABLE'],
  },
  listDetections: {
    ...dataPlane,
    method: 'GET',
    path: '/v1/detections',
    summary: 'Every detection there is',
    credential: 'none',
    description:
      'With the sentence a verdict tells, the honest visitors known to cause it, and its weight in points of the score.',
    answer: { outcome: 'ok', schema: z.array(detectionSchema) },
    example: {
      answer: [
        {
          id: 3002,
          engine: 'behavioral',
          name: 'low_pointer_entropy',
          sentence: 'The pointer moved with hardly any natural variation.',
          false_positives: 'drags along one axis, switch devices',
          weight: -30,
        },
      ],
    },
  },
});
