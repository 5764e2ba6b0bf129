import type { EventsAccepted } from '@botect/contracts';
import type { ProjectPolicy } from '@botect/policy';
import type { Ports } from '../ports.ts';

/** Whose events they are. */
export interface Owner {
  readonly project: ProjectPolicy;
  readonly token: string;
}

/**
 * Counted after the acknowledgement, so that a failed batch leaves no trace and its retry counts as new. Repeats are
 * published all the same: scoring alone decides what counts, this is only what the sender is told.
 */
export async function receipt(
  ports: Ports,
  { project, token }: Owner,
  ids: readonly string[],
): Promise<EventsAccepted> {
  const [fresh, overQuota] = await Promise.all([
    ports.countNewEvents(project.projectId, token, ids),
    isOverQuota(ports, project),
  ]);
  const duplicates = ids.length - fresh;
  ports.meter.accepted(project.projectId, fresh, duplicates);
  if (overQuota) ports.meter.overQuota(fresh);
  return { session_token: token, accepted: fresh, duplicates, ...(overQuota && { over_quota: true }) };
}

function isOverQuota({ usageThisMonth }: Ports, { accountId, monthlyEventQuota }: ProjectPolicy) {
  if (monthlyEventQuota === null) return false;
  return usageThisMonth(accountId).then((used) => used >= monthlyEventQuota);
}
