import { deliveryAgeMaxSeconds, Problem, type ReportedAddress, type ServerEvents } from '@botect/contracts';
import { checked, privateKeyOf, type Request, type Schema } from '@botect/http';
import { readPublicAddress } from '@botect/networks';
import { liveProject, type ProjectPolicy } from '@botect/policy';
import type { Ports } from '../ports.ts';
import { parseBody } from './read-batch.ts';

/** The project whose private key the request carries; asked before its body is looked at. */
export async function callerOf({ findByPrivateKey }: Ports, request: Request): Promise<ProjectPolicy> {
  const project = liveProject(await findByPrivateKey(privateKeyOf(request)));
  request.chargeTo(project.projectId);
  return project;
}

export function deliveryOf<Body>(request: Request, schema: Schema<Body>): Body {
  return checked(schema, parseBody(request.body), {
    message: 'The delivery is malformed; nothing of it was kept.',
  });
}

/**
 * Refused rather than answered with success: both end a client's attempts, and a success means kept here. A clock ahead of ours
 * is believed no further than ours.
 */
export function deliveredTime(occurredAt: string, nowMs: number): number {
  const atMs = Date.parse(occurredAt);
  if (nowMs - atMs <= deliveryAgeMaxSeconds * 1_000) return Math.min(atMs, nowMs);
  const fault = { path: 'occurred_at', message: `must be at most ${deliveryAgeMaxSeconds} seconds ago` };
  throw new Problem('INVALID_PAYLOAD', 'The delivery is too old; nothing of it was kept.', {
    faults: [fault],
  });
}

type Observed = Pick<ServerEvents, 'observed_ip' | 'observed_ip_source' | 'observed_ip_inferred'>;

/** An address that is not one of the public Internet is as good as none. Whoever does not say it is certain has guessed. */
export function addressOf(delivery: Observed): ReportedAddress | null {
  const {
    observed_ip = '',
    observed_ip_source: source = null,
    observed_ip_inferred: inferred = true,
  } = delivery;
  const ip = readPublicAddress(observed_ip);
  return ip === null ? null : { ip, source, inferred };
}
