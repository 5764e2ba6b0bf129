import { z } from 'zod';
import { isTimestamp, signalEventSchema } from './signals.ts';
import { sessionTokenPattern } from './tokens.ts';
import { webBotAuthSchema } from './web-bot-auth.ts';

/** Names a server may say it received, in the order it received them; values never. */
export const reportableHeaders = [
  'accept',
  'accept-language',
  'accept-encoding',
  'cache-control',
  'connection',
  'cookie',
  'host',
  'pragma',
  'referer',
  'sec-ch-ua',
  'sec-ch-ua-mobile',
  'sec-ch-ua-platform',
  'sec-fetch-dest',
  'sec-fetch-mode',
  'sec-fetch-site',
  'sec-fetch-user',
  'upgrade-insecure-requests',
  'user-agent',
] as const;

/** Where a site's server read the visitor's address. */
export const addressSources = ['request', 'header', 'resolver'] as const;

/** What is older is not taken any more. */
export const deliveryAgeMaxSeconds = 3_600;

const languagesMax = 10;
const dayMs = 86_400_000;

/** Both bodies have it: which page of which visitor, and what the server knows of whoever asked for it. */
const deliveryShape = {
  schema_version: z.literal(1),
  /** New for each rendered page. */
  page_id: z.string().regex(/^[0-9a-f]{32}$/, 'must be 32 lower-case hex digits'),
  session_token: z.string().regex(sessionTokenPattern, 'must be a session token'),
  /** Absent where the server cannot tell. */
  logged_in: z.boolean().optional(),
  /** Any text: what is no public address is not used, and never refused. */
  observed_ip: z.string().optional(),
  observed_ip_source: z.enum(addressSources).optional(),
  /** Guessed from what any client could have sent. Absent counts as guessed. */
  observed_ip_inferred: z.boolean().optional(),
};

/** The body of `POST /v1/server/page-hits`: a page was rendered for this visitor. */
export const pageHitSchema = z.strictObject({
  ...deliveryShape,
  /** When the page's token was made; the delivery may come up to an hour later. */
  occurred_at: z
    .string()
    .refine(
      (text) => text.length === 20 && isTimestamp(text),
      'must be a real UTC time: YYYY-MM-DDTHH:MM:SSZ',
    ),
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'OTHER']),
  /** HMAC-SHA-256 of the path under the private key: the path itself is never sent. */
  path_hash: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hex digits'),
  header_names: z.array(z.enum(reportableHeaders)).max(reportableHeaders.length),
  /** Of Accept-Language: `en`, `en-gb`, `es-419`. */
  languages: z.array(z.string().regex(/^[a-z]{2,3}(?:-(?:[a-z]{2}|\d{3}))?$/)).max(languagesMax),
  had_session_cookie: z.boolean(),
  /** Time the server took to render. */
  duration_ms: z.int().min(0).max(dayMs),
  /** Kept free for a fingerprint of the TLS handshake. */
  ja4: z.null().optional(),
  /** The signature the request carried, if it carried one. */
  web_bot_auth: webBotAuthSchema.optional(),
});
export type PageHit = z.infer<typeof pageHitSchema>;

const forwardedEventSchema = signalEventSchema.superRefine(({ payload }, context) => {
  if (typeof payload !== 'object' || payload === null || !('page_path_shape' in payload)) return;
  context.addIssue({
    code: 'custom',
    path: ['payload', 'page_path_shape'],
    message: 'is not forwarded by servers',
  });
});

/** The body of `POST /v1/server/events`: what a site received from its visitor's browser and hands on. */
export const serverEventsSchema = z.strictObject({
  ...deliveryShape,
  events: z.array(forwardedEventSchema).min(1).max(100),
});
export type ServerEvents = z.infer<typeof serverEventsSchema>;

/** By which a page counts once; no event can have this id, since `:` is not allowed in any. */
export function pageHitId(pageId: string): string {
  return `page:${pageId}`;
}

/** What is kept of one page hit. */
const hitSchema = z.object({
  header_names: z.array(z.string()),
  languages: z.array(z.string()),
  had_session_cookie: z.boolean(),
  web_bot_auth: webBotAuthSchema.optional(),
});

const reportedAddressSchema = z.object({
  /** Public, in its shortest spelling. */
  ip: z.string(),
  source: z.enum(addressSources).nullable(),
  /** Guessed: for whoever looks into a session, never evidence. */
  inferred: z.boolean(),
});

/** What a site's own server told of a visitor, as it travels on topic `signals`. */
export const serverReportSchema = z.object({
  /** When it was so, milliseconds since 1970 UTC; never after it was accepted. */
  reported_at: z.int().nonnegative(),
  /** Null for a login, which belongs to no page. */
  page_id: z.string().nullable(),
  /** Null where no page was rendered. */
  hit: hitSchema.nullable(),
  logged_in: z.boolean().nullable(),
  address: reportedAddressSchema.nullable(),
});
export type ServerReport = z.infer<typeof serverReportSchema>;
export type ReportedAddress = z.infer<typeof reportedAddressSchema>;
