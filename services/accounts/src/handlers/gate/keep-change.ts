import type { Request } from '@botect/http';
import type { AuditNote, AuditOrigin, Ports, Stores } from '../../ports/index.ts';

/** What a write did: what comes of it, what the audit says of it and of whom, and the projects whose policy it changed. */
export interface KeptChange<Outcome> {
  readonly outcome: Outcome;
  readonly origin: AuditOrigin;
  readonly audit: AuditNote | readonly AuditNote[];
  readonly changed?: readonly number[];
}

/** Makes a change in one transaction with its audit entry, and announces it once it is kept. */
export async function keepChange<Outcome>(
  { transact, announce }: Pick<Ports, 'transact' | 'announce'>,
  work: (stores: Stores) => Promise<KeptChange<Outcome>>,
): Promise<Outcome> {
  const { outcome, projectIds } = await transact(async (stores) => {
    const { outcome, origin, audit, changed } = await work(stores);
    const projectIds = [...new Set(changed)];
    await stores.notePolicyChanges(projectIds);
    await stores.audit.append(origin, [audit].flat());
    return { outcome, projectIds };
  });
  for (const projectId of projectIds) await announce(projectId);
  return outcome;
}

/** Who wrote in an account by this request. */
export const originOf = (
  request: Request,
  { accountId, actor }: Pick<AuditOrigin, 'accountId' | 'actor'>,
): AuditOrigin => ({ accountId, actor, requestId: request.id, address: request.clientAddress() });
