import {
  type EventsAccepted,
  type EventsRequest,
  encodeSignalBatch,
  isAdoptableToken,
  type SignalEnvelope,
  sessionKey,
  signalsTopic,
} from '@botect/contracts';
import { accepted, type Reply, type Request } from '@botect/http';
import { liveProject, type ProjectPolicy } from '@botect/policy';
import type { Clock } from '@botect/runtime';
import { chooseSession } from '../core/choose-session.ts';
import { observedHeaders } from '../core/observed-headers.ts';
import type { CountNewEvents, FindProject, Publish, TokenSource, UsageThisMonth } from '../ports.ts';
import type { IngestMeter } from './ingest-meter.ts';
import { idempotencyKeyOf, parseBody, siteKeyOf, validBatch } from './read-batch.ts';

export interface AcceptEventsOptions {
  readonly findProject: FindProject;
  readonly publish: Publish;
  readonly countNewEvents: CountNewEvents;
  readonly usageThisMonth: UsageThisMonth;
  readonly tokens: TokenSource;
  readonly meter: IngestMeter;
  readonly now: Clock;
}

/** `POST /v1/events`: 202 means the log has acknowledged the batch; anything else means nothing of it was kept. */
export function acceptEvents(options: AcceptEventsOptions) {
  return async (request: Request): Promise<Reply> => {
    try {
      return accepted(await accept(options, request));
    } catch (error) {
      options.meter.refused(error);
      throw error;
    }
  };
}

async function accept(options: AcceptEventsOptions, request: Request): Promise<EventsAccepted> {
  const headerKey = request.header('x-botect-site-key');
  // A key in the header is checked before the body is parsed: strangers cost as little as possible.
  const early = headerKey === null ? null : liveProject(await options.findProject(headerKey));
  const body = parseBody(request.body);
  const project = early ?? liveProject(await options.findProject(siteKeyOf(body) ?? ''));
  const batch = validBatch(body);
  const token = sessionOf(options.tokens, project, { batch, request });
  const contact = { project, batch, token, request };
  await options.publish({
    topic: signalsTopic.name,
    key: sessionKey(project.projectId, token),
    value: encodeSignalBatch(envelope(contact, options.now()), request.body),
    ...(request.span && { headers: { traceparent: request.span.traceparent() } }),
  });
  return receipt(options, contact);
}

/** A valid batch of a live project, and the session it belongs to. */
interface Contact {
  readonly project: ProjectPolicy;
  readonly batch: EventsRequest;
  readonly token: string;
  readonly request: Request;
}

function sessionOf(
  tokens: TokenSource,
  project: ProjectPolicy,
  sent: Pick<Contact, 'batch' | 'request'>,
): string {
  const sessionToken = sent.batch.session_token ?? null;
  const choice = chooseSession({
    sessionToken,
    adoptable: sessionToken !== null && isAdoptableToken(sessionToken),
    idempotencyKey: idempotencyKeyOf(sent.request.header('idempotency-key')),
  });
  if (choice.kind === 'use') return choice.token;
  return choice.kind === 'mint' ? tokens.mint() : tokens.derive(project.sessionSeed, choice.idempotencyKey);
}

/** Longest user agent and language list kept; real ones stay below. */
const [uaMax, languagesMax] = [512, 200];

function envelope({ project, token, request }: Contact, nowMs: number): SignalEnvelope {
  return {
    v: 1,
    project_id: project.projectId,
    account_id: project.accountId,
    session_token: token,
    accepted_at: nowMs,
    likely_bot_threshold: project.likelyBotThreshold,
    client: {
      ip: request.clientAddress() || null,
      ua: request.header('user-agent')?.slice(0, uaMax) ?? null,
      header_names: observedHeaders(request.headerNames()),
      accept_language: request.header('accept-language')?.slice(0, languagesMax) ?? null,
    },
  };
}

/**
 * Counted after the acknowledgement, so that a failed batch leaves no trace and its retry counts as new. Repeats are
 * published all the same: scoring alone decides what counts, this is only what the sender is told.
 */
async function receipt(
  options: AcceptEventsOptions,
  { project, batch, token }: Contact,
): Promise<EventsAccepted> {
  const ids = batch.events.map(({ request_id }) => request_id);
  const [fresh, overQuota] = await Promise.all([
    options.countNewEvents(project.projectId, token, ids),
    isOverQuota(options, project),
  ]);
  const duplicates = ids.length - fresh;
  options.meter.accepted(fresh, duplicates);
  return { session_token: token, accepted: fresh, duplicates, ...(overQuota && { over_quota: true }) };
}

function isOverQuota(options: AcceptEventsOptions, { accountId, monthlyEventQuota }: ProjectPolicy) {
  if (monthlyEventQuota === null) return false;
  return options.usageThisMonth(accountId).then((used) => used >= monthlyEventQuota);
}
