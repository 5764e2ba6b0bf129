import { z } from 'zod';
import { operationsOf } from './operation.ts';
import { addressSchema, sessionTokenSchema, userAgentSchema } from './sessions.ts';

const privacy = { credential: 'account', tag: 'Privacy' } as const;
const project = '/v1/projects/{project}';
const session = `${project}/sessions/{session_token}`;

/** Sessions one call exports or erases at most; it says when there are more. */
export const privacySessionsMax = 10_000;

/** Whose sessions: by token, or by what is known of the visitor. All that is given is to hold. */
export const sessionSelectorSchema = z
  .strictObject({
    session_token: sessionTokenSchema.optional(),
    ip: addressSchema.optional(),
    user_agent: userAgentSchema.optional(),
  })
  .refine((selector) => Object.values(selector).some((value) => value !== undefined), {
    error: 'must hold session_token, ip or user_agent',
  });
export type SessionSelector = Readonly<z.infer<typeof sessionSelectorSchema>>;

export const exportRequestSchema = sessionSelectorSchema.safeExtend({
  /** `next` of an export that was cut. */
  after: z.string().max(200).optional(),
});

/** A session as stored, column by column. */
export const exportedSessionSchema = z.looseObject({ project_id: z.int(), token: z.string() });

export const sessionsErasingSchema = z.object({
  /** How many sessions are being erased. */
  erasing: z.int(),
  /** More of them match than one call erases: call again. */
  has_more: z.boolean(),
});
export type SessionsErasing = Readonly<z.infer<typeof sessionsErasingSchema>>;

export const ndjson = 'application/x-ndjson';

const erasing = { outcome: 'accepted', schema: sessionsErasingSchema } as const;
const erasure =
  'Erased by the process that holds the session, in order with its signals: usually within a second. What a page sends afterwards begins a new session.';

export const privacyOperations = operationsOf({
  exportSession: {
    ...privacy,
    method: 'GET',
    path: `${session}/export`,
    summary: 'Everything stored about one session',
    permission: 'searchCaptchaRecords',
    answer: { outcome: 'ok', schema: exportedSessionSchema },
    problems: ['NOT_FOUND'],
  },
  exportSessions: {
    ...privacy,
    method: 'POST',
    path: `${project}/privacy/export`,
    summary: 'Everything stored about the sessions of a visitor',
    description:
      'One session a line, newest first. The last line is `{"exported": 3, "has_more": false, "next": null}`; when it has more, send `next` as `after`.',
    permission: 'searchCaptchaRecords',
    body: exportRequestSchema,
    answer: { outcome: 'ok', mediaType: ndjson },
    problems: ['INVALID_PAYLOAD'],
    example: { body: { ip: '203.0.113.9' } },
  },
  eraseSession: {
    ...privacy,
    method: 'DELETE',
    path: session,
    summary: 'Erase a session',
    description: erasure,
    permission: 'deleteSite',
    answer: erasing,
    problems: ['NOT_FOUND', 'SERVICE_UNAVAILABLE'],
    example: { answer: { erasing: 1, has_more: false } },
  },
  eraseSessions: {
    ...privacy,
    method: 'POST',
    path: `${project}/privacy/erase`,
    summary: 'Erase the sessions of a visitor',
    description: erasure,
    permission: 'deleteSite',
    body: sessionSelectorSchema,
    answer: erasing,
    problems: ['INVALID_PAYLOAD', 'SERVICE_UNAVAILABLE'],
    example: { body: { ip: '203.0.113.9' }, answer: { erasing: 3, has_more: false } },
  },
});
