import {
  type EventsRequest,
  encodeSignalBatch,
  isAdoptableToken,
  type SignalEnvelope,
  sessionKey,
  signalsTopic,
} from '@botect/contracts';
import { accepted, type Reply, type Request } from '@botect/http';
import { liveProject, type ProjectPolicy } from '@botect/policy';
import { chooseSession } from '../core/choose-session.ts';
import type { Ports, TokenSource } from '../ports.ts';
import { observedClient } from './observed-client.ts';
import { idempotencyKeyOf, parseBody, siteKeyOf, validBatch } from './read-batch.ts';
import { receipt } from './receipt.ts';
import { recordHead, traced } from './records.ts';
import { countingRefusals } from './refusals.ts';

/** `POST /v1/events`: 202 means the log has acknowledged the batch; anything else means nothing of it was kept. */
export function acceptEvents(ports: Ports) {
  return countingRefusals(ports, (request) => accept(ports, request));
}

async function accept(ports: Ports, request: Request): Promise<Reply> {
  const headerKey = request.header('x-botect-site-key');
  // A key in the header is checked before the body is parsed: strangers cost as little as possible.
  const early = headerKey === null ? null : await senderOf(ports, request, headerKey);
  const body = parseBody(request.body);
  const project = early ?? (await senderOf(ports, request, siteKeyOf(body) ?? ''));
  const batch = validBatch(body);
  const token = sessionOf(ports.tokens, project, { batch, request });
  const contact = { project, token, request };
  await ports.publish({
    topic: signalsTopic.name,
    key: sessionKey(project.projectId, token),
    value: encodeSignalBatch(envelope(contact, ports.now()), request.body),
    ...traced(request),
  });
  const ids = batch.events.map(({ request_id }) => request_id);
  return accepted(await receipt(ports, contact, ids));
}

async function senderOf(ports: Ports, request: Request, siteKey: string): Promise<ProjectPolicy> {
  const project = liveProject(await ports.findBySiteKey(siteKey));
  request.chargeTo(project.projectId);
  return project;
}

/** A valid batch of a live project, and the session it belongs to. */
interface Contact {
  readonly project: ProjectPolicy;
  readonly token: string;
  readonly request: Request;
}

interface Sent {
  readonly batch: EventsRequest;
  readonly request: Request;
}

function sessionOf(tokens: TokenSource, project: ProjectPolicy, { batch, request }: Sent): string {
  const sessionToken = batch.session_token ?? null;
  const choice = chooseSession({
    sessionToken,
    adoptable: sessionToken !== null && isAdoptableToken(sessionToken),
    idempotencyKey: idempotencyKeyOf(request.header('idempotency-key')),
  });
  if (choice.kind === 'use') return choice.token;
  return choice.kind === 'mint' ? tokens.mint() : tokens.derive(project.sessionSeed, choice.idempotencyKey);
}

function envelope({ project, token, request }: Contact, nowMs: number): SignalEnvelope {
  return {
    ...recordHead(project, token, nowMs),
    client: observedClient(request),
  };
}
