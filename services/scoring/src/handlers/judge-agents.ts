import { sessionKey } from '@botect/contracts';
import type { Batch } from '../core/session-state.ts';
import type { SessionKey, VerifyAgent } from '../ports.ts';
import type { TouchedSession } from './touched-sessions.ts';

/**
 * Has the signatures in a fetch verified, all at once, and puts what each proved beside its batch. What cannot be told now
 * is left out: the visitor's next page asks again.
 */
export async function judgeAgents(
  verify: VerifyAgent | null,
  touched: readonly TouchedSession[],
): Promise<readonly TouchedSession[]> {
  if (verify === null || !touched.some(({ batches }) => batches.some(isSigned))) return touched;
  const judged = touched.map(async (session) => {
    const batches = session.batches.map((batch) => withAgent(verify, session.key, batch));
    return { ...session, batches: await Promise.all(batches) };
  });
  return Promise.all(judged);
}

const isSigned = ({ report }: Batch): boolean => report?.hit?.signed !== undefined;

async function withAgent(verify: VerifyAgent, key: SessionKey, batch: Batch): Promise<Batch> {
  const { report } = batch;
  const signed = report?.hit?.signed;
  if (report === undefined || signed === undefined) return batch;
  const id = `${sessionKey(key.projectId, key.token)}:${report.pageId}`;
  const agent = await verify({ id, atMs: report.atMs, signed });
  return agent === null ? batch : { ...batch, agent };
}
