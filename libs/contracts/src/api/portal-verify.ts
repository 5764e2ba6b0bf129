import { z } from 'zod';
import { operationsOf } from './operation.ts';

/** Body of `/siteverify`, as JSON or as a form. Of `email` this platform makes nothing, and no decision would differ. */
export const siteVerifySchema = z.strictObject({
  /** The site's private key. Absent where a bearer key with the permission `verify` is sent. */
  secret: z.string().optional(),
  /** The token of the visitor's session. */
  token: z.string(),
  /** The visitor's address, for rules that ask for it; what is none counts as not given. */
  ip: z.string().optional(),
  email: z.string().optional(),
});

export const siteVerifiedSchema = z.object({
  status: z.string(),
  verified: z.boolean(),
  /** 0 to 1, high is bot; absent when nothing about the session was looked at. */
  score: z.number().min(0).max(1).optional(),
  /** Why not. */
  reason: z.string().optional(),
});
export type SiteVerified = Readonly<z.infer<typeof siteVerifiedSchema>>;

export const portalVerifyOperations = operationsOf({
  verifySite: {
    method: 'POST',
    path: '/siteverify',
    tag: 'Portal: verify',
    summary: 'Redeem a session token, once',
    description:
      'The secret is enough; a bearer key with the permission `verify` does instead of it. 200 does not mean passed: read `verified`. When our own stores are away the visitor passes with score 0.',
    credential: 'none',
    permission: 'verify',
    surface: 'portal',
    body: siteVerifySchema,
    answer: { outcome: 'ok', schema: siteVerifiedSchema },
    problems: ['INVALID_PAYLOAD', 'UNAUTHENTICATED', 'NO_ACTIVE_SUBSCRIPTION', 'RATE_LIMITED'],
    example: {
      body: {
        secret: 'sk_9aQexampleexampleexampleexampleexampleexample1',
        token: 'sess_9f3c0123456789abcdef0123456789abcdef0123456789ab',
        ip: '192.0.2.7',
      },
      answer: { status: 'ok', verified: true, score: 0.13 },
    },
  },
});
