import { accountUpdateSchema } from '@botect/contracts';
import { ok, type Reply, readJson } from '@botect/http';
import type { AccountVisit } from '../gate/visit.ts';

/** `PATCH /v1/account`: a new name; the slug stays, being in addresses. */
export async function renameAccount({ request, account, commit }: AccountVisit): Promise<Reply> {
  const { name } = readJson(request, accountUpdateSchema);
  return commit(async ({ people }) => {
    await people.accounts.rename(account.id, name);
    const change = { before: { name: account.name }, after: { name } };
    const audit = { action: 'account.renamed', subject: 'account', subjectId: account.id, ...change };
    return { reply: ok({ ...account, name }), audit };
  });
}
