import type { RedeemSession } from '../ports/index.ts';
import type { Queries } from './queries.ts';

export function prismaRedeemSession(queries: Queries): RedeemSession {
  return async (projectId, token) => {
    const { count } = await queries.redeemedSession.createMany({
      data: [{ projectId, token }],
      skipDuplicates: true,
    });
    return count === 1;
  };
}
