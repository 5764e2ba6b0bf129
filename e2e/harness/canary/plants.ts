import { createHash } from 'node:crypto';

/** Where the services answer, and the secrets of one project that are really in use. */
export interface Doors {
  readonly ingest: string;
  readonly verdict: string;
  readonly accounts: string;
  readonly siteKey: string;
  readonly privateKey: string;
  readonly accountToken: string;
}

/** One request, with a secret somewhere in it. */
export interface Planted {
  /** `METHOD url`. */
  readonly request: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A marker no mask knows by its look. It says where it was planted, so that a finding names its way in. */
export function marker(where: string): string {
  return `canary${createHash('sha256').update(where).digest('hex').slice(0, 24)}`;
}

const json = { 'content-type': 'application/json' };
const event = (payload: object) => ({
  request_id: 'canary-event',
  type: 'mouse',
  received_at: '2026-06-14T10:00:00Z',
  payload,
});
const batch = (fields: object) =>
  JSON.stringify({ session_token: null, events: [event({ mouse_moves: 3 })], ...fields });
const hit = {
  schema_version: 1,
  page_id: 'a'.repeat(32),
  occurred_at: '2026-06-14T10:00:00Z',
  method: 'GET',
};

type Plant = (doors: Doors, secret: string) => Planted;

const toIngest =
  (headersOf: (secret: string) => Readonly<Record<string, string>>): Plant =>
  ({ ingest, siteKey }, secret) => ({
    request: `POST ${ingest}/v1/events`,
    headers: { ...json, 'x-botect-site-key': siteKey, ...headersOf(secret) },
    body: batch({}),
  });

const inBody =
  (bodyOf: (secret: string) => string): Plant =>
  ({ ingest, siteKey }, secret) => ({
    request: `POST ${ingest}/v1/events`,
    headers: { ...json, 'x-botect-site-key': siteKey },
    body: bodyOf(secret),
  });

const toAccounts =
  (path: string, bodyOf: (secret: string) => string): Plant =>
  ({ accounts }, secret) => ({
    request: `POST ${accounts}${path}`,
    headers: json,
    body: bodyOf(secret),
  });

const ofVisitors: Readonly<Record<string, Plant>> = {
  'a cookie': toIngest((secret) => ({ cookie: `session=${secret}` })),
  'an authorization': toIngest((secret) => ({ authorization: `Basic ${secret}` })),
  'a header of its own': toIngest((secret) => ({ 'x-api-secret': secret })),
  'the name of a header': toIngest((secret) => ({ [`x-${secret}`]: '1' })),
  'a user agent': toIngest((secret) => ({ 'user-agent': secret })),
  'a referrer': toIngest((secret) => ({ referer: `https://shop.example/reset?code=${secret}` })),
  'an idempotency key': toIngest((secret) => ({ 'idempotency-key': secret })),
  'a trace state': toIngest((secret) => ({
    traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
    tracestate: `vendor=${secret}`,
    baggage: `user=${secret}`,
  })),
  'a session token': inBody((secret) => batch({ session_token: `bt_${secret}` })),
  'an event id': inBody((secret) => batch({ events: [{ ...event({}), request_id: secret }] })),
  'an unknown member of the body': inBody((secret) => batch({ password: secret })),
  'an unknown payload value': inBody((secret) => batch({ events: [event({ typed_text: secret })] })),
  'a payload value of the wrong type': inBody((secret) =>
    batch({ events: [event({ mouse_moves: secret })] }),
  ),
  'the name of an unknown member': inBody((secret) => batch({ [secret]: 1 })),
  'the name of an unknown payload key': inBody((secret) => batch({ events: [event({ [secret]: 1 })] })),
  'an event type': inBody((secret) => batch({ events: [{ ...event({}), type: secret }] })),
  'a body that is not JSON': inBody((secret) => `{"password": ${secret}`),
  'a site key nobody has': ({ ingest }, secret) => ({
    request: `POST ${ingest}/v1/events`,
    headers: json,
    body: batch({ site_key: `pk_${secret}` }),
  }),
  'a query string': ({ ingest, siteKey }, secret) => ({
    request: `POST ${ingest}/v1/events?reset=${secret}`,
    headers: { ...json, 'x-botect-site-key': siteKey },
    body: batch({}),
  }),
  'a path nobody serves': ({ accounts }, secret) => ({ request: `GET ${accounts}/${secret}` }),
};

const ofSites: Readonly<Record<string, Plant>> = {
  'a private key nobody has': ({ verdict }, secret) => ({
    request: `GET ${verdict}/v1/sessions/any/verdict`,
    headers: { authorization: `Bearer sk_${secret}` },
  }),
  'a private key in its own header': ({ verdict }, secret) => ({
    request: `GET ${verdict}/v1/sessions/any/verdict`,
    headers: { 'x-botect-private-key': secret },
  }),
  'the context of a verdict': ({ verdict, privateKey }, secret) => ({
    request: `GET ${verdict}/v1/sessions/${secret}/verdict?path=/${secret}&ua=${secret}&ip=${secret}&q=${secret}`,
    headers: { authorization: `Bearer ${privateKey}` },
  }),
  'a page hit': ({ ingest, privateKey }, secret) => ({
    request: `POST ${ingest}/v1/server/page-hits`,
    headers: { ...json, authorization: `Bearer ${privateKey}` },
    body: JSON.stringify({ ...hit, cookies: secret, method: secret }),
  }),
  'a login told': ({ ingest, privateKey }, secret) => ({
    request: `POST ${ingest}/v1/sessions/${secret}/logged-in`,
    headers: { ...json, authorization: `Bearer ${privateKey}` },
    body: JSON.stringify({ password: secret }),
  }),
  'a secret to verify by': toAccounts('/siteverify', (secret) =>
    JSON.stringify({ secret: `sk_${secret}`, token: `bt_${secret}` }),
  ),
};

const ofOwners: Readonly<Record<string, Plant>> = {
  'a bearer nobody has': ({ accounts }, secret) => ({
    request: `GET ${accounts}/user`,
    headers: { authorization: `Bearer ${secret}` },
  }),
  'a login cookie nobody has': ({ accounts }, secret) => ({
    request: `GET ${accounts}/user`,
    headers: { cookie: `botect_login=${secret}` },
  }),
  'a wrong password': toAccounts('/v1/login', (secret) =>
    JSON.stringify({ email: 'canary@example.com', password: secret }),
  ),
  'a wrong one-time code': toAccounts('/v1/signup', (code) =>
    JSON.stringify({ code, name: 'Canary', email: 'c@example.com', password: `p-${code}` }),
  ),
  'a code for an invitation': toAccounts('/v1/invitations/accept', (code) =>
    JSON.stringify({ code, password: `p-${code}` }),
  ),
  'a password too short': toAccounts('/v1/signup', (secret) =>
    JSON.stringify({ code: secret, name: 'Canary', email: 'no address', password: 'short' }),
  ),
  'a member nobody knows': ({ accounts, accountToken }, secret) => ({
    request: `POST ${accounts}/v1/projects`,
    headers: { ...json, authorization: `Bearer ${accountToken}` },
    body: JSON.stringify({ name: 7, client_secret: secret }),
  }),
};

/** Every kind of input somebody can put a secret into, by what it is. */
export const plants: Readonly<Record<string, Plant>> = { ...ofVisitors, ...ofSites, ...ofOwners };
