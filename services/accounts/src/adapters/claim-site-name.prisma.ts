import type { ClaimSiteName } from '../ports/index.ts';
import type { Queries } from './queries.ts';
import { lockAccount } from './row-locks.ts';

export function prismaClaimSiteName(queries: Queries): ClaimSiteName {
  return async (accountId, { name, except }) => {
    await lockAccount(queries, accountId);
    const others = except === undefined ? {} : { id: { not: except } };
    return (await queries.project.count({ where: { accountId, name, ...others } })) === 0;
  };
}
